namespace MsMclr.MLNet.Trainers.Networks.Cpu.Scales;

/// <summary>The way back of <see cref="ScaleForward"/>: from the gradient of the mean to those of the features and the weights.</summary>
internal sealed unsafe class ScaleBackward(AttentionWeights weights, AttentionGradients gradients, MotionAxes axes, FloatPool pool)
{
    /// <summary>Computes the gradient of the features, <c>[V', T, D]</c>, and adds those of the weights.</summary>
    public void Run(ScaleTape tape, float* dMean, float* dx)
    {
        var shape = tape.Shape;
        var rented = pool.Rent((2L * shape.NarrowLength) + RoomLength(shape));
        var dSum = rented.Pointer;
        var dMotion = dSum + shape.NarrowLength;
        var room = dMotion + shape.NarrowLength;
        ThroughGate(tape, dMean, dSum, dx);
        TimeAttention.Backward(shape, tape.Weights, tape.Motion, dSum, dMotion, room);
        var dNormalized = room;
        Differences.Backward(axes, shape, dMotion, dNormalized);
        JointNormalization.Backward(shape, dNormalized, tape.Normalized, tape.Scale, dx: dSum);
        ThroughDown(tape, dSum, dx);
        Gate.AddDirect(shape, dMean, tape.Gate, dx);
        pool.Return(rented);
    }

    private static int RoomLength(ScaleShape shape) => shape.NarrowLength + (2 * shape.Frames * shape.Frames);

    // The features' memory holds the gradient of the gate's logits meanwhile.
    private void ThroughGate(ScaleTape tape, float* dMean, float* dSum, float* room)
    {
        var shape = tape.Shape;
        Gate.Backward(shape, dMean, tape.X, tape.Gate, room);
        var inputs = new PositionRows(tape.Sum, stride: shape.Narrow);
        var outputs = new PositionRows(room, stride: shape.Wide);
        OuterProduct.Add(inputs, outputs, new(Groups: 1, shape.Positions), new(gradients.Up, shape.Narrow, shape.Wide));
        ColumnSums.Add(new(room, shape.Positions, shape.Wide), gradients.UpBias);
        var left = new LeftRows(room, stride: shape.Wide, depth: shape.Wide);
        MatrixProduct.Multiply(left, weights.UpBack, bias: null, new(dSum, shape.Positions, shape.Narrow));
    }

    private void ThroughDown(ScaleTape tape, float* dDown, float* dx)
    {
        var shape = tape.Shape;
        var inputs = new PositionRows(tape.X, stride: shape.Wide);
        var outputs = new PositionRows(dDown, stride: shape.Narrow);
        OuterProduct.Add(inputs, outputs, new(Groups: 1, shape.Positions), new(gradients.Down, shape.Wide, shape.Narrow));
        ColumnSums.Add(new(dDown, shape.Positions, shape.Narrow), gradients.DownBias);
        var left = new LeftRows(dDown, stride: shape.Narrow, depth: shape.Narrow);
        MatrixProduct.Multiply(left, weights.DownBack, bias: null, new(dx, shape.Positions, shape.Wide));
    }
}
