using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Transforms.Encoders.Readout;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>
/// A <see cref="SkeletonReadout"/> of the network that is being trained, as the ONNX graph will compute it. Owns its tensors.
/// </summary>
internal sealed class NetworkReadout : IDisposable
{
    private readonly Encoder _encoder;
    private readonly ReadoutPlan _plan;
    private readonly Tensor[] _groups; // The joints of each group.

    public NetworkReadout(Encoder encoder, SkeletonReadout readout, SkeletonLayout layout, Device device)
    {
        _encoder = encoder;
        _plan = new ReadoutPlan(readout, layout, encoder.State.Architecture, encoder.Shape.Frames);
        _groups = [.. _plan.Groups.Select(group => Joints(group, device))];
    }

    /// <summary>E, how many numbers it gives.</summary>
    public int Size => checked((int)_plan.Size);

    /// <summary>Embeds clips <c>[N, C, T, V, M]</c> as <c>[N, E]</c>: running statistics, no dropout.</summary>
    public Tensor Of(Tensor clips, BodyRows rows)
    {
        if (_plan.Blocks is [{ Index: SkeletonReadout.LastBlock - 1 } last])
            return Pool([Read(last, _encoder.Features(clips, rows, training: false))], rows);
        var parts = new List<Tensor>();
        _encoder.Features(clips, rows, training: false, (stage, map) =>
        {
            if (_plan.Blocks.FirstOrDefault(block => stage == $"block{block.Index}") is { } block)
                parts.Add(Read(block, map.to(ScalarType.Float32)));
        });
        return Pool(parts, rows);
    }

    public void Dispose()
    {
        foreach (var group in _groups)
            group.Dispose();
    }

    private static Tensor Joints(JointGroup group, Device device)
        => tensor(group.Joints.Select(joint => (long)joint).ToArray(), device: device).DetachFromDisposeScope();

    private static Tensor Pool(List<Tensor> parts, BodyRows rows) => rows.Pool(parts.Count == 1 ? parts[0] : Concatenation.Of(1, parts));

    // [R, C', T', V] to [R, P * S * G * C'], in the order of the plan.
    private Tensor Read(BlockReadout block, Tensor map)
    {
        var parts = new List<Tensor>();
        foreach (var pooling in _plan.Poolings)
        {
            foreach (var segment in block.Segments)
            {
                var frames = map.narrow(2, segment.First, segment.End - segment.First);
                parts.AddRange(_groups.Select(group => Pooled(frames, group, pooling)));
            }
        }

        return parts.Count == 1 ? parts[0] : Concatenation.Of(1, parts);
    }

    // Over all joints there is nothing to choose.
    private Tensor Pooled(Tensor frames, Tensor group, ReadoutPooling pooling)
    {
        var members = _groups.Length == 1 ? frames : frames.index_select(3, group);
        return pooling == ReadoutPooling.Max ? members.amax([2L, 3L]) : members.mean([2L, 3L]);
    }
}
