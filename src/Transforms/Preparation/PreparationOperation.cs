using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>Prepares one recording after the other. Its arithmetic is that of <see cref="PreparationGraph"/>, operation by operation.</summary>
internal sealed class PreparationOperation(ClipPreparation preparation, string column)
{
    private readonly float[] _origin = new float[preparation.Shape.Channels];
    private bool[] _present = [];

    public void Prepare(in ClipRow row, ReadOnlySpan<float> recording, Span<float> clip)
    {
        if (recording.Length % preparation.FrameLength != 0)
            throw new InvalidOperationException($"Row {row.Position}: column '{column}' holds {recording.Length} values, which is no whole number of frames of {preparation.FrameLength} values (M * V * C = {preparation.Shape.Bodies} * {preparation.Shape.Joints} * {preparation.Shape.Channels}).");
        var length = FrameSelection.Length(preparation, recording);
        if (length == 0)
            throw new InvalidOperationException($"Row {row.Position}: the clip in column '{column}' is empty: {Emptiness()}. Filter such rows out first.");
        if (preparation.Centering == ClipCentering.FirstFrame)
            FindOrigin(recording);
        var shape = preparation.Shape;
        for (var frame = 0; frame < shape.Frames; frame++)
        {
            var (before, after, fraction) = FrameSelection.At(frame, length, shape.Frames);
            for (var body = 0; body < shape.Bodies; body++)
                Resize(recording, before, after, fraction, body, clip, frame);
        }

        if (preparation.Turning != ClipTurning.None)
            new ShoulderTurn(preparation).Apply(clip);
    }

    private string Emptiness() => preparation.Length switch
    {
        ClipLengthRule.CountNonEmpty => $"the joint '{preparation.Layout.Joints[0]}' of the first body is 0 in every frame",
        ClipLengthRule.LastNonEmpty => "every coordinate is 0",
        _ => "it has no frame",
    };

    private void Resize(ReadOnlySpan<float> recording, int before, int after, float fraction, int body, Span<float> clip, int frame)
    {
        var shape = preparation.Shape;
        var first = recording.Slice(preparation.Offset(before, body, 0, 0), shape.Joints * shape.Channels);
        var second = recording.Slice(preparation.Offset(after, body, 0, 0), shape.Joints * shape.Channels);
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var firstOrigin = Origin(first, before, body, channel);
            var secondOrigin = Origin(second, after, body, channel);
            for (var joint = 0; joint < shape.Joints; joint++)
            {
                var at = (joint * shape.Channels) + channel;
                clip[shape.Offset(channel, frame, joint, body)] = ((1 - fraction) * (first[at] - firstOrigin)) + (fraction * (second[at] - secondOrigin));
            }
        }
    }

    private float Origin(ReadOnlySpan<float> body, int frame, int index, int channel) => preparation.Centering switch
    {
        ClipCentering.EachFrame => body[(preparation.Layout.Center * preparation.Shape.Channels) + channel],
        ClipCentering.FirstFrame => _present[(frame * preparation.Shape.Bodies) + index] ? _origin[channel] : 0,
        _ => 0,
    };

    private void FindOrigin(ReadOnlySpan<float> recording)
    {
        var bodyLength = preparation.Shape.Joints * preparation.Shape.Channels;
        var bodies = recording.Length / bodyLength;
        if (_present.Length < bodies)
            _present = new bool[bodies];
        for (var body = 0; body < bodies; body++)
            _present[body] = recording.Slice(body * bodyLength, bodyLength).ContainsAnyExcept(0f);
        var first = Math.Max(0, _present.AsSpan(0, bodies).IndexOf(true));
        recording.Slice((first * bodyLength) + (preparation.Layout.Center * preparation.Shape.Channels), preparation.Shape.Channels).CopyTo(_origin);
    }
}
