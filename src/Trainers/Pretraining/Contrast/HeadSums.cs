using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Ranks;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>
/// The gradients of projection and motion attention, and the losses, group by group: they are added as a tree, and ranks go on with it.
/// </summary>
internal sealed class HeadSums
{
    private const int LossCount = 5;
    private readonly Encoder _encoder;
    private readonly string[] _parameters;
    private readonly float[][] _groups;

    public HeadSums(Encoder encoder)
    {
        _encoder = encoder;
        _parameters = [.. encoder.HeadParameters];
        var length = (int)_parameters.Sum(name => encoder.State[name].numel()) + LossCount;
        _groups = [.. Enumerable.Range(0, ClipGroups.Most).Select(_ => new float[length])];
    }

    /// <summary>
    /// Takes a group's losses, and the gradients that its backward pass has left, which are 0 then. Several threads may call it at once.
    /// </summary>
    public void Take(ClipGroup group, Losses losses, ITrainedTensors gradientsOf)
    {
        var sums = _groups[group.Index].AsSpan();
        Tensor[] all = [losses.Total, losses.Contrast, losses.Joint, losses.Part, losses.Body];
        TensorValues.ToArray(stack(all)).CopyTo(sums);
        var rest = sums[LossCount..];
        foreach (var gradient in Gradients(gradientsOf))
        {
            var values = MemoryMarshal.Cast<byte, float>(gradient.bytes);
            TensorPrimitives.Add(values, 0f, rest); // A -0, which only the first group could leave, becomes 0.
            values.Clear();
            rest = rest[values.Length..];
        }
    }

    /// <summary>Adds so many groups, leaves the gradients of the whole batch in the encoder, and gives its losses.</summary>
    public Losses Total(int groups)
    {
        PairwiseTree.Fold(groups, (into, from) => TensorPrimitives.Add(_groups[into], _groups[from], _groups[into]));
        var sums = _groups[0].AsSpan();
        _encoder.Ranks.Sum(sums, "gradients of the head");
        var rest = sums[LossCount..];
        foreach (var gradient in Gradients(_encoder.State))
        {
            var values = MemoryMarshal.Cast<byte, float>(gradient.bytes);
            rest[..values.Length].CopyTo(values);
            rest = rest[values.Length..];
        }

        return new(tensor(sums[0]), tensor(sums[1]), tensor(sums[2]), tensor(sums[3]), tensor(sums[4]), null, null, null);
    }

    // A parameter without a gradient is one that no group uses.
    private IEnumerable<Tensor> Gradients(ITrainedTensors of)
    {
        foreach (var name in _parameters)
        {
            if (of[name].grad is { } gradient)
                yield return gradient;
        }
    }
}
