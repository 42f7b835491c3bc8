namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// Fills missing joints by the mirror image of those on the other side. The mirror stands in the middle between the shoulders, at a right
/// angle to the line between them; where one of them is missing, between the hips.
/// </summary>
internal sealed class MirroredJoints(ClipPreparation preparation)
{
    private readonly float[] _middle = new float[preparation.Coordinates];
    private readonly float[] _normal = new float[preparation.Coordinates];

    /// <summary>Fills a recording <c>[T, M, V, C]</c>. Where no mirror stands, nothing is filled.</summary>
    public void Fill(Span<float> recording)
    {
        for (var at = 0; at < recording.Length; at += preparation.BodyLength)
        {
            var body = recording.Slice(at, preparation.BodyLength);
            var square = Stand(body);
            if (square > 0)
                Mirror(body, square);
        }
    }

    // The square of the line's length; 0 or NaN where there is none.
    private float Stand(ReadOnlySpan<float> body)
    {
        var layout = preparation.Layout;
        if (layout.HasShoulders && StandBetween(body, layout.LeftShoulder, layout.RightShoulder) is > 0 and var ofShoulders)
            return ofShoulders;
        return preparation.Hips is { } hips ? StandBetween(body, hips.LeftHip, hips.RightHip) : 0;
    }

    private float StandBetween(ReadOnlySpan<float> body, int left, int right)
    {
        var square = 0f;
        for (var channel = 0; channel < _middle.Length; channel++)
        {
            var one = body[(left * preparation.Shape.Channels) + channel];
            var other = body[(right * preparation.Shape.Channels) + channel];
            _middle[channel] = (one + other) * 0.5f;
            _normal[channel] = other - one;
            square += _normal[channel] * _normal[channel];
        }

        return square;
    }

    private void Mirror(Span<float> body, float square)
    {
        var mirror = preparation.Layout.Mirror;
        for (var joint = 0; joint < mirror.Length; joint++)
        {
            // Of two that are both missing, neither tells anything of the other, so that their order is of no account.
            if (mirror[joint] != joint && float.IsNaN(body[joint * preparation.Shape.Channels]))
                Mirror(body, joint, mirror[joint], square);
        }
    }

    private void Mirror(Span<float> body, int joint, int other, float square)
    {
        var channels = preparation.Shape.Channels;
        var dot = 0f;
        for (var channel = 0; channel < _middle.Length; channel++)
            dot += (body[(other * channels) + channel] - _middle[channel]) * _normal[channel];
        var steps = (dot * 2) / square;
        for (var channel = 0; channel < _middle.Length; channel++)
            body[(joint * channels) + channel] = body[(other * channels) + channel] - (steps * _normal[channel]);
    }
}
