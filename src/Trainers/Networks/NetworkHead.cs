using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Encoders.Readout;
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
/// <param name="channelsLast">
/// Whether features stand as <c>[R, V, T, D]</c> in memory, as the kernels of the CPU leave them.
/// </param>
internal sealed class NetworkHead(
    ITrainedTensors tensors, EncoderHead? projection, ScaleAverages averages, EncoderForm form, bool channelsLast)
{
    private readonly MotionAttention _attention = new(tensors, form.Attention, form.Axes);

    /// <summary>Gets the tensors that gradients go to.</summary>
    public ITrainedTensors Tensors { get; } = tensors;

    /// <summary>Averages <c>[R', D, T', V']</c> to <c>[N, D]</c>: over time and joints, then over bodies.</summary>
    public static Tensor Pool(Tensor features, BodyRows rows) => rows.Pool(features.mean([2, 3]));

    /// <summary>
    /// Averages <c>[R', D, T', V]</c> over each of the layout's parts in each of equal segments of time, then over bodies:
    /// <c>[N, S * parts, D]</c>.
    /// </summary>
    public Tensor PoolParts(Tensor features, BodyRows rows, int segments)
    {
        var parts = averages.Parts.ApplyChannelsLast(features.permute(0, 3, 2, 1).contiguous());
        var ranges = FrameRange.Divide((int)parts.shape[2], segments);
        var rowsOfParts = Concatenation.Of(
            1, [.. ranges.Select(range => parts.narrow(2, range.First, range.End - range.First).mean([2]))]);
        var pooled = rows.Pool(rowsOfParts.view(rowsOfParts.shape[0], -1));
        return pooled.view(pooled.shape[0], rowsOfParts.shape[1], rowsOfParts.shape[2]);
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

    /// <summary>Computes the three scales of motion attention from feature maps <c>[R', D, T', V]</c>.</summary>
    public ScaledFeatures Scales(Tensor features, Action<string, Tensor>? observe = null)
    {
        if (channelsLast && observe is null)
            return ScalesChannelsLast(features);
        return new(
            Joint: Attend("joint", features, observe),
            Part: Attend("part", averages.Parts.Apply(features), observe),
            Region: Attend("body", averages.Regions.Apply(features), observe)); // The paper calls regions bodies.
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
