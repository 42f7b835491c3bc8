namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// Step 4 of the preprocessing: the turn about y, from ratio and square root rather than an angle, so that every platform agrees to
/// the last bit.
/// </summary>
internal readonly struct ShoulderTurn(ClipPreparation preparation)
{
    /// <summary>Turns a clip <c>[C, T, V, M]</c> that was made of a recording <c>[T, M, V, C]</c>.</summary>
    public void Apply(Span<float> clip, ReadOnlySpan<float> recording)
    {
        var shape = preparation.Shape;
        var whole = Whole(clip, recording);
        for (var body = 0; body < shape.Bodies; body++)
        {
            var isNegative = preparation.Turning == ClipTurning.OneDirection && SumOfDepth(clip, body) >= 0;
            for (var frame = 0; frame < shape.Frames; frame++)
            {
                var turn = preparation.Turning switch
                {
                    ClipTurning.EachFrame => Shoulders(clip, frame, body).ToX(),
                    ClipTurning.OneDirection => Floored(Shoulders(clip, frame, body), isNegative),
                    _ => whole,
                };
                Rotate(clip, frame, body, turn);
            }
        }
    }

    private void Rotate(Span<float> clip, int frame, int body, HorizontalTurn turn)
    {
        var shape = preparation.Shape;
        var cosine = (float)turn.Cosine;
        var sine = (float)turn.Sine;
        for (var joint = 0; joint < shape.Joints; joint++)
        {
            ref var right = ref clip[shape.Offset(0, frame, joint, body)];
            ref var depth = ref clip[shape.Offset(2, frame, joint, body)];
            var turnedRight = (cosine * right) - (sine * depth);
            var turnedDepth = (sine * right) + (cosine * depth);
            right = turnedRight;
            depth = turnedDepth;
        }
    }

    private static HorizontalTurn Floored(HorizontalLine line, bool isNegative)
    {
        var cosine = line.X / (line.Length + ClipPreparation.ShoulderFloor);
        var sine = Math.Sqrt(1 - (cosine * cosine));
        return new HorizontalTurn(cosine, isNegative ? -sine : sine);
    }

    // The one turn of a clip that is turned as a whole.
    private HorizontalTurn Whole(ReadOnlySpan<float> clip, ReadOnlySpan<float> recording)
    {
        switch (preparation.Turning)
        {
            case ClipTurning.BetweenBodies:
                return new BetweenBodies(preparation).Find(recording)?.ToX() ?? First(clip);
            case ClipTurning.FirstFrame:
                return First(clip);
            default:
                return HorizontalTurn.None;
        }
    }

    private HorizontalTurn First(ReadOnlySpan<float> clip)
    {
        for (var frame = 0; frame < preparation.Shape.Frames; frame++)
        {
            for (var body = 0; body < preparation.Shape.Bodies; body++)
            {
                var line = Shoulders(clip, frame, body);
                if (line.Length > 0)
                    return line.ToX();
            }
        }

        return HorizontalTurn.None;
    }

    private double SumOfDepth(ReadOnlySpan<float> clip, int body)
    {
        var sum = 0.0;
        for (var frame = 0; frame < preparation.Shape.Frames; frame++)
            sum += Shoulders(clip, frame, body).Z;
        return sum;
    }

    // From the left shoulder to the right one.
    private HorizontalLine Shoulders(ReadOnlySpan<float> clip, int frame, int body)
        => new(Difference(clip, 0, frame, body), Difference(clip, 2, frame, body));

    private float Difference(ReadOnlySpan<float> clip, int channel, int frame, int body)
    {
        var right = clip[preparation.Shape.Offset(channel, frame, preparation.Layout.RightShoulder, body)];
        var left = clip[preparation.Shape.Offset(channel, frame, preparation.Layout.LeftShoulder, body)];
        return right - left;
    }
}
