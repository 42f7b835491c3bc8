namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// Step 4 of the preprocessing: the turn about y, from ratio and square root rather than an angle, so that every platform agrees to
/// the last bit.
/// </summary>
internal sealed class ShoulderTurn(ClipPreparation preparation)
{
    private readonly HorizontalTurn[] _turns = new HorizontalTurn[preparation.Shape.Frames];
    private readonly ShoulderLine _shoulders = new(preparation);

    /// <summary>Turns a clip <c>[C, T, V, M]</c> that was made of a recording <c>[T, M, V, C]</c>.</summary>
    public void Apply(Span<float> clip, ReadOnlySpan<float> recording)
    {
        var whole = Whole(clip, recording);
        for (var body = 0; body < preparation.Shape.Bodies; body++)
        {
            if (whole is { } turn)
                Array.Fill(_turns, turn);
            else
                FindTurns(clip, body);
            for (var frame = 0; frame < _turns.Length; frame++)
                Rotate(clip, frame, body, _turns[frame]);
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

    // The one turn of a clip that is turned as a whole; null where each frame has its own.
    private HorizontalTurn? Whole(ReadOnlySpan<float> clip, ReadOnlySpan<float> recording)
    {
        switch (preparation.Turning)
        {
            case ClipTurning.BetweenBodies:
                return new BetweenBodies(preparation).Find(recording)?.ToX() ?? First(clip);
            case ClipTurning.FirstFrame:
                return First(clip);
            default:
                return null;
        }
    }

    // The shoulders of any frame come before the hips that stand in for them.
    private HorizontalTurn First(ReadOnlySpan<float> clip)
        => First(clip, _shoulders.At) ?? First(clip, _shoulders.Substitute) ?? HorizontalTurn.None;

    private HorizontalTurn? First(ReadOnlySpan<float> clip, FindLine find)
    {
        for (var frame = 0; frame < preparation.Shape.Frames; frame++)
        {
            for (var body = 0; body < preparation.Shape.Bodies; body++)
            {
                var line = find(clip, frame, body);
                if (line.Length > 0)
                    return line.ToX();
            }
        }

        return null;
    }

    // The turn of each frame. Without a line a frame has that of the frame before, and the first ones that of the first which has one.
    private void FindTurns(ReadOnlySpan<float> clip, int body)
    {
        var isNegative = preparation.Turning == ClipTurning.OneDirection && SumOfDepth(clip, body) >= 0;
        var before = -1;
        for (var frame = 0; frame < _turns.Length; frame++)
        {
            var line = _shoulders.AtOrSubstitute(clip, frame, body);
            if (double.IsNaN(line.Length))
            {
                _turns[frame] = before < 0 ? HorizontalTurn.None : _turns[before];
                continue;
            }

            _turns[frame] = preparation.Turning == ClipTurning.EachFrame ? line.ToX() : Floored(line, isNegative);
            if (before < 0)
                Array.Fill(_turns, _turns[frame], 0, frame);
            before = frame;
        }
    }

    private static HorizontalTurn Floored(HorizontalLine line, bool isNegative)
    {
        var cosine = line.X / (line.Length + ClipPreparation.ShoulderFloor);
        var sine = Math.Sqrt(1 - (cosine * cosine));
        return new HorizontalTurn(cosine, isNegative ? -sine : sine);
    }

    private double SumOfDepth(ReadOnlySpan<float> clip, int body)
    {
        var sum = 0.0;
        for (var frame = 0; frame < preparation.Shape.Frames; frame++)
        {
            var depth = _shoulders.AtOrSubstitute(clip, frame, body).Z;
            sum += double.IsNaN(depth) ? 0 : depth;
        }

        return sum;
    }

    private delegate HorizontalLine FindLine(ReadOnlySpan<float> clip, int frame, int body);
}
