using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// Prepares one recording after the other. Its arithmetic is that of <see cref="PreparationGraph"/>, operation by operation.
/// </summary>
internal sealed class PreparationOperation(ClipPreparation preparation, string column)
{
    private readonly float[] _origin = new float[preparation.Shape.Channels];
    private readonly BodyScale _scale = new(preparation);
    private bool[] _present = [];

    public void Prepare(in ClipRow row, ReadOnlySpan<float> recording, Span<float> clip)
    {
        CheckFrames(row, recording);
        var length = FrameSelection.Length(preparation, recording);
        if (length == 0)
        {
            var told = $"Row {row.Position}: the clip in column '{column}' is empty: {Emptiness()}. Filter such rows out first.";
            throw new InvalidOperationException(told);
        }

        if (preparation.Centering == ClipCentering.FirstFrame)
            FindOrigin(recording);
        for (var frame = 0; frame < preparation.Shape.Frames; frame++)
            Resize(recording, length, clip, frame);
        if (preparation.Turning != ClipTurning.None)
            new ShoulderTurn(preparation).Apply(clip, recording);
        if (preparation.Scale != ClipScale.None)
            _scale.Apply(clip);
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

    private string Emptiness() => preparation.Length switch
    {
        ClipLengthRule.CountNonEmpty => $"the joint '{preparation.Layout.Joints[0]}' of the first body is 0 in every frame",
        ClipLengthRule.LastNonEmpty => "every coordinate is 0",
        _ => "it has no frame",
    };

    private void Resize(ReadOnlySpan<float> recording, int length, Span<float> clip, int frame)
    {
        var shape = preparation.Shape;
        var (before, after, fraction) = FrameSelection.At(frame, length, shape.Frames);
        for (var body = 0; body < shape.Bodies; body++)
        {
            var first = recording.Slice(preparation.Offset(before, body), preparation.BodyLength);
            var second = recording.Slice(preparation.Offset(after, body), preparation.BodyLength);
            for (var channel = 0; channel < shape.Channels; channel++)
            {
                var firstOrigin = Origin(first, before, body, channel);
                var secondOrigin = Origin(second, after, body, channel);
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
        switch (preparation.Centering)
        {
            case ClipCentering.EachFrame:
                return values[(preparation.Layout.Center * preparation.Shape.Channels) + channel];
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
            _present[body] = recording.Slice(body * bodyLength, bodyLength).ContainsAnyExcept(0f);
        var first = Math.Max(0, _present.AsSpan(0, bodies).IndexOf(true));
        var center = (first * bodyLength) + (preparation.Layout.Center * preparation.Shape.Channels);
        recording.Slice(center, preparation.Shape.Channels).CopyTo(_origin);
    }
}
