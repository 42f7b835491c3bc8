namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// Step 4 of the preprocessing: the turn about y, from ratio and square root rather than an angle, so that every platform agrees to
/// the last bit.
/// </summary>
internal readonly struct ShoulderTurn(ClipPreparation preparation)
{
    private static readonly Turn Unturned = new(1, 0);

    public void Apply(Span<float> clip)
    {
        var shape = preparation.Shape;
        var whole = preparation.Turning == ClipTurning.FirstFrame ? First(clip) : Unturned;
        for (var body = 0; body < shape.Bodies; body++)
        {
            var isNegative = preparation.Turning == ClipTurning.OneDirection && SumOfDepth(clip, body) >= 0;
            for (var frame = 0; frame < shape.Frames; frame++)
            {
                var turn = preparation.Turning switch
                {
                    ClipTurning.FirstFrame => whole,
                    ClipTurning.EachFrame => Exact(Shoulders(clip, frame, body)),
                    _ => Floored(Shoulders(clip, frame, body), isNegative),
                };
                Rotate(clip, frame, body, turn);
            }
        }
    }

    private void Rotate(Span<float> clip, int frame, int body, Turn turn)
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

    private static Turn Floored(Line line, bool isNegative)
    {
        var cosine = line.X / (line.Length + ClipPreparation.ShoulderFloor);
        var sine = Math.Sqrt(1 - (cosine * cosine));
        return new Turn(cosine, isNegative ? -sine : sine);
    }

    private static Turn Exact(Line line)
    {
        var length = line.Length;
        return length > 0 ? new Turn(line.X / length, -line.Z / length) : Unturned;
    }

    private Turn First(ReadOnlySpan<float> clip)
    {
        for (var frame = 0; frame < preparation.Shape.Frames; frame++)
        {
            for (var body = 0; body < preparation.Shape.Bodies; body++)
            {
                var line = Shoulders(clip, frame, body);
                if (line.Length > 0)
                    return Exact(line);
            }
        }

        return Unturned;
    }

    private double SumOfDepth(ReadOnlySpan<float> clip, int body)
    {
        var sum = 0.0;
        for (var frame = 0; frame < preparation.Shape.Frames; frame++)
            sum += Shoulders(clip, frame, body).Z;
        return sum;
    }

    private Line Shoulders(ReadOnlySpan<float> clip, int frame, int body)
        => new(Difference(clip, 0, frame, body), Difference(clip, 2, frame, body));

    private float Difference(ReadOnlySpan<float> clip, int channel, int frame, int body)
    {
        var right = clip[preparation.Shape.Offset(channel, frame, preparation.Layout.RightShoulder, body)];
        var left = clip[preparation.Shape.Offset(channel, frame, preparation.Layout.LeftShoulder, body)];
        return right - left;
    }

    /// <summary>From the left shoulder to the right one, seen from above. Its parts are differences of float32 numbers.</summary>
    private readonly record struct Line(double X, double Z)
    {
        public double Length => Math.Sqrt((X * X) + (Z * Z));
    }

    private readonly record struct Turn(double Cosine, double Sine);
}
