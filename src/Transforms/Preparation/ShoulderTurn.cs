namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>Step 4 of the preprocessing: the turn about y, from ratio and square root rather than an angle, so that every platform agrees to the last bit.</summary>
internal readonly struct ShoulderTurn(ClipPreparation preparation)
{
    public void Apply(Span<float> clip)
    {
        var shape = preparation.Shape;
        var whole = preparation.Turning == ClipTurning.FirstFrame ? First(clip) : default;
        for (var body = 0; body < shape.Bodies; body++)
        {
            var negative = preparation.Turning == ClipTurning.OneDirection && SumOfDepth(clip, body) >= 0;
            for (var frame = 0; frame < shape.Frames; frame++)
            {
                var (cosine, sine) = preparation.Turning switch
                {
                    ClipTurning.FirstFrame => whole,
                    ClipTurning.EachFrame => Exact(Shoulders(clip, frame, body)),
                    _ => Floored(Shoulders(clip, frame, body), negative),
                };
                Turn(clip, frame, body, (float)cosine, (float)sine);
            }
        }
    }

    private void Turn(Span<float> clip, int frame, int body, float cosine, float sine)
    {
        var shape = preparation.Shape;
        for (var joint = 0; joint < shape.Joints; joint++)
        {
            ref var x = ref clip[shape.Offset(0, frame, joint, body)];
            ref var z = ref clip[shape.Offset(2, frame, joint, body)];
            (x, z) = ((cosine * x) - (sine * z), (sine * x) + (cosine * z));
        }
    }

    private static (double Cosine, double Sine) Floored((double X, double Z) w, bool negative)
    {
        var cosine = w.X / (Math.Sqrt((w.X * w.X) + (w.Z * w.Z)) + ClipPreparation.ShoulderFloor);
        var sine = Math.Sqrt(1 - (cosine * cosine));
        return (cosine, negative ? -sine : sine);
    }

    private static (double Cosine, double Sine) Exact((double X, double Z) w)
    {
        var length = Math.Sqrt((w.X * w.X) + (w.Z * w.Z));
        return length > 0 ? (w.X / length, -w.Z / length) : (1, 0);
    }

    private (double Cosine, double Sine) First(ReadOnlySpan<float> clip)
    {
        for (var frame = 0; frame < preparation.Shape.Frames; frame++)
        {
            for (var body = 0; body < preparation.Shape.Bodies; body++)
            {
                var w = Shoulders(clip, frame, body);
                if (Math.Sqrt((w.X * w.X) + (w.Z * w.Z)) > 0)
                    return Exact(w);
            }
        }

        return (1, 0);
    }

    private double SumOfDepth(ReadOnlySpan<float> clip, int body)
    {
        var sum = 0.0;
        for (var frame = 0; frame < preparation.Shape.Frames; frame++)
            sum += Shoulders(clip, frame, body).Z;
        return sum;
    }

    // From the left shoulder to the right one, seen from above; a difference of float32 numbers.
    private (double X, double Z) Shoulders(ReadOnlySpan<float> clip, int frame, int body)
        => (Difference(clip, 0, frame, body), Difference(clip, 2, frame, body));

    private float Difference(ReadOnlySpan<float> clip, int channel, int frame, int body)
        => clip[preparation.Shape.Offset(channel, frame, preparation.Layout.RightShoulder, body)] - clip[preparation.Shape.Offset(channel, frame, preparation.Layout.LeftShoulder, body)];
}
