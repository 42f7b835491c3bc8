using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// Prepares one recording after the other. Its arithmetic is that of <see cref="PreparationGraph"/>, operation by operation.
/// </summary>
internal sealed class PreparationOperation(ClipPreparation preparation, string column)
{
    private readonly float[] _origin = new float[preparation.Shape.Channels];
    private readonly JointFilling _filling = new(preparation);
    private readonly CenterPoint _center = new(preparation);
    private readonly ShoulderTurn _turn = new(preparation);
    private readonly BodyScale _scale = new(preparation);
    private bool[] _present = [];

    /// <summary>Gets how many frames of bodies were made between others, in all recordings so far.</summary>
    public long FramesMade => _filling.FramesMade;

    public void Prepare(in ClipRow row, ReadOnlySpan<float> recording, Span<float> clip)
    {
        CheckFrames(row, recording);
        var (start, length) = FrameSelection.Range(preparation, recording);
        if (length == 0)
        {
            var told = $"Row {row.Position}: the clip in column '{column}' is empty: {Emptiness()}. Filter such rows out first.";
            throw new InvalidOperationException(told);
        }

        recording = _filling.Fill(recording);
        if (preparation.Centering == ClipCentering.FirstFrame)
            FindOrigin(recording);
        var used = recording.Slice(start * preparation.FrameLength, length * preparation.FrameLength);
        for (var frame = 0; frame < preparation.Shape.Frames; frame++)
            Resize(used, start, clip, frame);
        if (preparation.Turning != ClipTurning.None)
            _turn.Apply(clip, recording);
        if (preparation.Scale != ClipScale.None)
            _scale.Apply(clip);
        FinishMissing(clip);
    }

    private void CheckFrames(in ClipRow row, ReadOnlySpan<float> recording)
    {
        if (recording.Length % preparation.FrameLength == 0)
            return;
        var shape = preparation.Shape;
        var frame = $"{preparation.FrameLength} values (M * V * C = {shape.Bodies} * {shape.Joints} * {shape.Channels})";
        throw new InvalidOperationException(
            $"Row {row.Position}: column '{column}' holds {recording.Length} values, which is no whole number of frames of {frame}.");
    }

    private string Emptiness()
        => preparation.Length == ClipLengthRule.All ? "it has no frame" : "no joint of any body was found in any frame";

    private void Resize(ReadOnlySpan<float> used, int start, Span<float> clip, int frame)
    {
        var shape = preparation.Shape;
        var (before, after, fraction) = FrameSelection.At(frame, used.Length / preparation.FrameLength, shape.Frames);
        if (preparation.MissingJoints == MissingJoints.Keep && fraction == 0)
            after = before; // A frame that does not count is not to make joints missing.
        for (var body = 0; body < shape.Bodies; body++)
        {
            var first = used.Slice(preparation.Offset(before, body), preparation.BodyLength);
            var second = used.Slice(preparation.Offset(after, body), preparation.BodyLength);
            for (var channel = 0; channel < shape.Channels; channel++)
            {
                var firstOrigin = Origin(first, start + before, body, channel);
                var secondOrigin = Origin(second, start + after, body, channel);
                for (var joint = 0; joint < shape.Joints; joint++)
                {
                    var at = (joint * shape.Channels) + channel;
                    var early = (1 - fraction) * (first[at] - firstOrigin);
                    var late = fraction * (second[at] - secondOrigin);
                    clip[shape.Offset(channel, frame, joint, body)] = early + late;
                }
            }
        }
    }

    private float Origin(ReadOnlySpan<float> values, int frame, int body, int channel)
    {
        if (channel >= preparation.Coordinates)
            return 0; // Scores are nowhere.
        switch (preparation.Centering)
        {
            case ClipCentering.EachFrame:
                return _center.Of(values, channel);
            case ClipCentering.FirstFrame:
                // An absent body stays at 0.
                return _present[(frame * preparation.Shape.Bodies) + body] ? _origin[channel] : 0;
            default:
                return 0;
        }
    }

    private void FindOrigin(ReadOnlySpan<float> recording)
    {
        var bodyLength = preparation.BodyLength;
        var bodies = recording.Length / bodyLength;
        if (_present.Length < bodies)
            _present = new bool[bodies];
        for (var body = 0; body < bodies; body++)
            _present[body] = FoundValues.HasAny(recording.Slice(body * bodyLength, bodyLength));
        var first = Math.Max(0, _present.AsSpan(0, bodies).IndexOf(true));
        for (var channel = 0; channel < preparation.Coordinates; channel++)
            _origin[channel] = _center.Of(recording.Slice(first * bodyLength, bodyLength), channel);
    }

    // What is missing to the end becomes 0, or stays NaN. Its score is 0 either way.
    private void FinishMissing(Span<float> clip)
    {
        if (!FoundValues.HasMissing(clip))
            return;
        var missing = preparation.MissingJoints == MissingJoints.Keep ? float.NaN : 0;
        var channel = clip.Length / preparation.Shape.Channels;
        for (var at = 0; at < channel; at++)
        {
            if (!float.IsNaN(clip[at]))
                continue;
            for (var value = 0; value < preparation.Shape.Channels; value++)
                clip[(value * channel) + at] = value < preparation.Coordinates ? missing : 0;
        }
    }
}
