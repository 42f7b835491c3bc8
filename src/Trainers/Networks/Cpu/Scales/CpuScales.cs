using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks.Cpu.Scales;

/// <summary>
/// The three scales of motion attention on the CPU, forward and backward, in kernels of our own: each row of a group of clips goes
/// through all of it while it is in cache. Several threads may use one.
/// </summary>
internal sealed unsafe class CpuScales(SkeletonLayout layout, MotionAxes axes) : IDisposable
{
    private readonly JointMeans[] _coarser = [new(layout.Parts), new(layout.Regions)];
    private readonly FloatPool _pool = new();

    /// <summary>
    /// Computes the means over joints and frames of what motion attention makes of features <c>[R, D, T, V]</c> at each scale:
    /// <c>[R, 3, D]</c>, joints, parts, regions.
    /// </summary>
    public Tensor Means(Tensor features, ITrainedTensors tensors, BackwardFailure failure)
    {
        var weights = new AttentionWeights(tensors, _pool);
        var lastly = WithoutGaps(features, weights.PaddedWide);
        var tape = new GroupTape(lastly, weights, Shapes(lastly, weights), _pool);
        var forward = new ScaleForward(weights, axes, _pool);
        var means = _pool.Rent(weights.PaddedWide);
        for (var row = 0; row < tape.Rows; row++)
        {
            for (var scale = 0; scale <= _coarser.Length; scale++)
            {
                var of = tape.Of(row, scale);
                if (scale > 0)
                    _coarser[scale - 1].Forward(tape.FeaturesOf(row), of.X, of.Shape.Frames * of.Shape.Wide);
                forward.Run(of, means.Pointer);
                new ReadOnlySpan<float>(means.Pointer, weights.Wide).CopyTo(tape.Means(row, scale));
            }
        }

        _pool.Return(means);
        return ScaleMeansFunction.apply(
            this, tape, failure, features,
            tensors[EncoderArchitecture.AttentionDown.Weight], tensors[EncoderArchitecture.AttentionDown.Bias],
            tensors[EncoderArchitecture.AttentionUp.Weight], tensors[EncoderArchitecture.AttentionUp.Bias]);
    }

    /// <summary>Computes the gradients of the features, <c>[R, D, T, V]</c>, and of the four tensors of motion attention.</summary>
    public Tensor[] Backward(GroupTape tape, Tensor gradient)
    {
        using var gradients = new AttentionGradients(tape.Weights, _pool);
        var backward = new ScaleBackward(tape.Weights, gradients, axes, _pool);
        var ofFeatures = empty_like(tape.Features);
        var dMean = _pool.Rent(tape.Weights.PaddedWide);
        dMean.Clear();
        fixed (byte* bytes = ofFeatures.bytes)
        {
            for (var row = 0; row < tape.Rows; row++)
                RunRow(backward, tape, row, gradient, dMean.Pointer, (float*)bytes);
        }

        _pool.Return(dMean);
        return [ofFeatures.narrow(3, 0, tape.Weights.Wide).permute(0, 3, 2, 1), .. gradients.ToTensors()];
    }

    public void Dispose() => _pool.Dispose();

    private void RunRow(ScaleBackward backward, GroupTape tape, int row, Tensor gradient, float* dMean, float* ofFeatures)
    {
        var dx = ofFeatures + ((nint)row * tape.Of(row, 0).Shape.WideLength);
        for (var scale = 0; scale <= _coarser.Length; scale++)
        {
            var of = tape.Of(row, scale);
            tape.Values(gradient, row, scale).CopyTo(new(dMean, tape.Weights.Wide));
            if (scale == 0)
            {
                backward.Run(of, dMean, dx);
                continue;
            }

            var ofMeans = _pool.Rent(of.Shape.WideLength);
            backward.Run(of, dMean, ofMeans.Pointer);
            _coarser[scale - 1].Backward(ofMeans.Pointer, dx, of.Shape.Frames * of.Shape.Wide);
            _pool.Return(ofMeans);
        }
    }

    private ScaleShape[] Shapes(Tensor features, AttentionWeights weights)
    {
        int[] joints = [(int)features.shape[1], .. _coarser.Select(means => means.Count)];
        var frames = (int)features.shape[2];
        return [.. joints.Select(count => new ScaleShape(
            count, frames, weights.PaddedWide, weights.PaddedNarrow, Token: count * weights.Narrow))];
    }

    // Features as [R, V, T, D], with D as wide as the kernels want it. A copy only where it is not already.
    private static Tensor WithoutGaps(Tensor features, int wide)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var lastly = features.detach().permute(0, 3, 2, 1);
        var missing = wide - lastly.shape[3];
        if (missing > 0)
            lastly = nn.functional.pad(lastly, [0, missing]);
        return lastly.contiguous().DetachFromDisposeScope();
    }
}
