namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// From the left shoulder to the right one in a clip <c>[C, T, V, M]</c>, seen from above. NaN where one of them is missing.
/// </summary>
internal readonly struct ShoulderLine(ClipPreparation preparation)
{
    private static readonly HorizontalLine Missing = new(double.NaN, double.NaN);

    /// <summary>The line between the shoulders.</summary>
    public HorizontalLine At(ReadOnlySpan<float> clip, int frame, int body)
        => Between(clip, frame, body, preparation.Layout.LeftShoulder, preparation.Layout.RightShoulder);

    /// <summary>Where a shoulder is missing, the line between the hips; NaN elsewhere.</summary>
    public HorizontalLine Substitute(ReadOnlySpan<float> clip, int frame, int body)
    {
        if (preparation.Hips is not { } hips || !double.IsNaN(At(clip, frame, body).X))
            return Missing;
        return Between(clip, frame, body, hips.LeftHip, hips.RightHip);
    }

    /// <summary>The line between the shoulders, or between the hips.</summary>
    public HorizontalLine AtOrSubstitute(ReadOnlySpan<float> clip, int frame, int body)
    {
        var line = At(clip, frame, body);
        return double.IsNaN(line.X) ? Substitute(clip, frame, body) : line;
    }

    private HorizontalLine Between(ReadOnlySpan<float> clip, int frame, int body, int left, int right)
        => new(Difference(clip, 0, frame, body, left, right), Difference(clip, 2, frame, body, left, right));

    private float Difference(ReadOnlySpan<float> clip, int channel, int frame, int body, int left, int right)
        => clip[preparation.Shape.Offset(channel, frame, right, body)] - clip[preparation.Shape.Offset(channel, frame, left, body)];
}
