using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Ranks;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>
/// The feature maps of a view, <c>[R', D, T', V]</c>, taken apart into groups of clips: what follows is computed group by group, and the
/// gradients of the parts are put together again for the blocks.
/// </summary>
internal sealed class SplitFeatures(Tensor features, BodyRows rows)
{
    // Kernels of libtorch may take another path, and round differently, where memory begins elsewhere.
    private const int AlignedFloats = 16;
    private Tensor? _gradient;

    private bool BeginsAligned => features.stride(0) % AlignedFloats == 0;

    /// <summary>Makes room for the gradients of parts whose own scope ends before <see cref="Backward"/>.</summary>
    public void Collect() => _gradient = empty_like(features).detach();

    /// <summary>Gets the features of a group, which stand alone: gradients end here.</summary>
    public Tensor Part(ClipGroup group)
    {
        var (first, count) = rows.RowsOf(group.First, group.Count);
        var part = features.detach();
        if (count < features.shape[0])
            part = part.narrow(0, first, count);
        return BeginsAligned ? part : part.clone();
    }

    /// <summary>Takes the gradient of a group's part.</summary>
    public void Take(ClipGroup group, Tensor part)
    {
        var (first, count) = rows.RowsOf(group.First, group.Count);
        if (_gradient is null)
            _gradient = part.grad;
        else
            _gradient.narrow(0, first, count).copy_(part.grad!);
    }

    /// <summary>Goes on backward, into the blocks.</summary>
    public void Backward(Encoder encoder) => encoder.Backward(features, _gradient);
}
