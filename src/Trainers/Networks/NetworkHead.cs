using MsMclr.MLNet.Trainers.Networks.Cpu;
using MsMclr.MLNet.Trainers.Networks.Cpu.Scales;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>
/// What follows the blocks in pretraining: pooling, the projection head, and the three scales of motion attention. Its tensors are an
/// encoder's, or a thread's own (<see cref="HeadTensors"/>).
/// </summary>
/// <param name="tensors">The tensors of projection and motion attention.</param>
/// <param name="projection">The projection head; null where the encoder has none.</param>
/// <param name="averages">The means over joints.</param>
/// <param name="form">What tokens and axes motion attention takes.</param>
/// <param name="cpu">The kernels of the CPU; null elsewhere. With them features stand as <c>[R, V, T, D]</c> in memory.</param>
internal sealed class NetworkHead(
    ITrainedTensors tensors, EncoderHead? projection, ScaleAverages averages, EncoderForm form, CpuScales? cpu)
{
    private readonly MotionAttention _attention = new(tensors, form.Attention, form.Axes);
    private readonly BackwardFailure _failure = new();

    /// <summary>Gets the tensors that gradients go to.</summary>
    public ITrainedTensors Tensors { get; } = tensors;

    /// <summary>Averages <c>[R', D, T', V']</c> to <c>[N, D]</c>: over time and joints, then over bodies.</summary>
    public static Tensor Pool(Tensor features, BodyRows rows) => rows.Pool(features.mean([2, 3]));

    /// <summary>
    /// Averages <c>[R', D, T', V]</c> over time and joints, and over each of the layout's parts in each of equal segments of time, then
    /// over bodies: <c>[N, 1 + S * parts, D]</c>.
    /// </summary>
    /// <param name="features">The feature maps.</param>
    /// <param name="rows">Which rows they are.</param>
    /// <param name="segments">S; 0 for the whole alone.</param>
    public Tensor PoolParts(Tensor features, BodyRows rows, int segments)
    {
        if (segments == 0)
            return Pool(features, rows).unsqueeze(1);
        var count = features.shape[0];
        var positions = features.permute(0, 3, 2, 1).reshape(count, -1, features.shape[1]);
        var means = averages.OfParts((int)features.shape[2], segments).expand([count, -1, -1], isImplicit: false).bmm(positions);
        return PoolBodies(means, rows);
    }

    /// <summary>Computes the projection head, <c>[N, D]</c> to <c>[N, P]</c>.</summary>
    /// <exception cref="InvalidOperationException">The encoder has no head.</exception>
    public Tensor Project(Tensor pooled)
    {
        if (projection is null)
            throw new InvalidOperationException("The encoder has no projection head.");
        if (projection.HasHiddenLayer)
            pooled = Linear(EncoderHead.HiddenLayer, pooled).relu();
        return Linear(projection.OutputLayer, pooled);
    }

    /// <summary>
    /// Averages each scale of motion attention over time and joints, then over bodies: <c>[N, 3, D]</c>, at joint, part and body scale.
    /// </summary>
    public Tensor PoolScales(Tensor features, BodyRows rows, Action<string, Tensor>? observe = null)
    {
        if (cpu is not null && observe is null && form.Attention == AttentionScope.Time)
            return PoolBodies(cpu.Means(features, Tensors, _failure), rows);
        var scales = Scales(features, observe);
        return stack([Pool(scales.Joint, rows), Pool(scales.Part, rows), Pool(scales.Region, rows)], 1);
    }

    /// <summary>Computes the three scales of motion attention from feature maps <c>[R', D, T', V]</c>.</summary>
    public ScaledFeatures Scales(Tensor features, Action<string, Tensor>? observe = null)
    {
        if (cpu is not null && observe is null)
            return ScalesChannelsLast(features);
        return new(
            Joint: Attend("joint", features, observe),
            Part: Attend("part", averages.Parts.Apply(features), observe),
            Region: Attend("body", averages.Regions.Apply(features), observe)); // The paper calls regions bodies.
    }

    /// <summary>Computes the gradients of a loss. What goes wrong on the way is thrown here, not into libtorch.</summary>
    public void Backward(Tensor loss)
    {
        loss.backward();
        _failure.Throw();
    }

    // [R', K, D] to [N, K, D].
    private static Tensor PoolBodies(Tensor x, BodyRows rows)
    {
        var pooled = rows.Pool(x.reshape(x.shape[0], -1));
        return pooled.view(pooled.shape[0], x.shape[1], x.shape[2]);
    }

    private ScaledFeatures ScalesChannelsLast(Tensor features)
    {
        // A copy only where the kernels' width is not a whole number of registers.
        var lastly = features.permute(0, 3, 2, 1).contiguous();
        return new(
            Joint: AttendChannelsLast(lastly),
            Part: AttendChannelsLast(averages.Parts.ApplyChannelsLast(lastly)),
            Region: AttendChannelsLast(averages.Regions.ApplyChannelsLast(lastly)));
    }

    private Tensor AttendChannelsLast(Tensor x) => _attention.ApplyChannelsLast(x).permute(0, 3, 2, 1);

    private Tensor Attend(string scale, Tensor x, Action<string, Tensor>? observe)
    {
        observe?.Invoke($"{scale}.in", x);
        return _attention.Apply(x, observe is null ? null : (stage, tensor) => observe($"{scale}.{stage}", tensor));
    }

    private Tensor Linear(EncoderLayer layer, Tensor x) => nn.functional.linear(x, Tensors[layer.Weight], Tensors[layer.Bias]);
}
