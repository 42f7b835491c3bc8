using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>The means over groups of joints, as a matrix <c>[V, groups]</c>: parts or regions of a body.</summary>
internal sealed class JointAverages : IDisposable
{
    private readonly Tensor _averages;

    public JointAverages(IReadOnlyList<JointGroup> groups, int joints, Device device)
    {
        var averages = new float[joints, groups.Count];
        for (var group = 0; group < groups.Count; group++)
        {
            foreach (var joint in groups[group].Joints)
                averages[joint, group] = 1f / groups[group].Joints.Length;
        }

        _averages = tensor(averages, device: device).DetachFromDisposeScope();
    }

    /// <summary>Averages <c>[R, D, T, V]</c> to <c>[R, D, T, groups]</c>.</summary>
    public Tensor Apply(Tensor features) => matmul(features, _averages);

    /// <summary>Averages <c>[R, V, T, D]</c> to <c>[R, groups, T, D]</c>.</summary>
    public Tensor ApplyChannelsLast(Tensor features)
    {
        var joints = features.view(features.shape[0], features.shape[1], -1);
        return matmul(_averages.t(), joints).view(features.shape[0], _averages.shape[1], features.shape[2], features.shape[3]);
    }

    public void Dispose() => _averages.Dispose();
}
