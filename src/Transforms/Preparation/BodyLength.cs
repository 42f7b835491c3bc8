namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>The length of a body in a frame of a clip that <see cref="ClipScale"/> names; 0 or NaN where it cannot be measured.</summary>
internal readonly struct BodyLength(ClipPreparation preparation)
{
    private readonly TrunkJoints _trunk = TrunkJoints.Find(preparation.Layout) ?? default;

    /// <summary>Measures. Differences are of float32 numbers; from there on it is double.</summary>
    public double Of(ReadOnlySpan<float> clip, int frame, int body)
    {
        var squares = 0.0;
        for (var channel = 0; channel < preparation.Coordinates; channel++)
        {
            double side = Side(clip, channel, frame, body);
            squares += side * side;
        }

        return Math.Sqrt(squares);
    }

    private float Side(ReadOnlySpan<float> clip, int channel, int frame, int body)
    {
        var layout = preparation.Layout;
        switch (preparation.Scale)
        {
            case ClipScale.TrunkLength:
                // Twice the distance of the two middles.
                var shoulders = At(clip, channel, frame, layout.LeftShoulder, body) + At(clip, channel, frame, layout.RightShoulder, body);
                var hips = At(clip, channel, frame, _trunk.LeftHip, body) + At(clip, channel, frame, _trunk.RightHip, body);
                return (shoulders - hips) * 0.5f;
            case ClipScale.ShoulderWidth:
                return At(clip, channel, frame, layout.RightShoulder, body) - At(clip, channel, frame, layout.LeftShoulder, body);
            default:
                return Extent(clip, channel, frame, body);
        }
    }

    // From the least to the greatest coordinate; missing joints (NaN) don't count.
    private float Extent(ReadOnlySpan<float> clip, int channel, int frame, int body)
    {
        var low = float.PositiveInfinity;
        var high = float.NegativeInfinity;
        for (var joint = 0; joint < preparation.Shape.Joints; joint++)
        {
            low = float.MinNumber(low, At(clip, channel, frame, joint, body));
            high = float.MaxNumber(high, At(clip, channel, frame, joint, body));
        }

        return high >= low ? high - low : 0;
    }

    private float At(ReadOnlySpan<float> clip, int channel, int frame, int joint, int body)
        => clip[preparation.Shape.Offset(channel, frame, joint, body)];
}
