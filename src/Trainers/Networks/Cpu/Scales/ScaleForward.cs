using System.Numerics.Tensors;

namespace MsMclr.MLNet.Trainers.Networks.Cpu.Scales;

/// <summary>
/// One scale of motion attention of one row (method, section 6), from its features to the mean of what the gate leaves of them.
/// </summary>
internal sealed unsafe class ScaleForward(AttentionWeights weights, MotionAxes axes, FloatPool pool)
{
    /// <summary>Fills a tape, and gives the mean over joints and frames, <c>[D]</c>.</summary>
    public void Run(ScaleTape tape, float* mean)
    {
        var shape = tape.Shape;
        var down = pool.Rent(shape.NarrowLength);
        var features = new LeftRows(tape.X, stride: shape.Wide, depth: shape.Wide);
        MatrixProduct.Multiply(features, weights.Down, weights.DownBias, new(down.Pointer, shape.Positions, shape.Narrow));
        JointNormalization.Forward(shape, down.Pointer, tape.Normalized, tape.Scale);
        Differences.Forward(axes, shape, tape.Normalized, tape.Motion);
        TimeAttention.Weights(shape, tape.Motion, tape.Weights);
        TimeAttention.Combine(shape, tape.Weights, tape.Motion, skip: down.Pointer, tape.Sum);
        pool.Return(down);
        var sum = new LeftRows(tape.Sum, stride: shape.Narrow, depth: shape.Narrow);
        MatrixProduct.Multiply(sum, weights.Up, weights.UpBias, new(tape.Gate, shape.Positions, shape.Wide));
        var gate = new Span<float>(tape.Gate, shape.WideLength);
        TensorPrimitives.Sigmoid(gate, gate);
        Gate.Mean(shape, tape.X, tape.Gate, mean);
    }
}
