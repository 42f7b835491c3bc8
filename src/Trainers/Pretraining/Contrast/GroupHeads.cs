using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Ranks;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>
/// Where the groups of a batch are computed: threads that each have what follows the blocks with gradients of their own, and the sums of
/// what they find.
/// </summary>
internal sealed class GroupHeads : IDisposable
{
    private readonly HeadTensors[] _tensors;
    private readonly NetworkHead[] _heads;
    private readonly GroupThreads _threads;

    public GroupHeads(Encoder query)
    {
        _threads = new(Math.Min(get_num_threads(), ClipGroups.Most));
        _tensors = [.. Enumerable.Range(1, _threads.Count - 1).Select(_ => new HeadTensors(query.State, query.HeadParameters))];
        _heads = [query.Head, .. _tensors.Select(query.NewHead)];
        Sums = new(query);
    }

    /// <summary>Gets the gradients and losses, group by group.</summary>
    public HeadSums Sums { get; }

    /// <summary>
    /// Calls <paramref name="work"/> for every group, several at once, in a dispose scope, with a head of the query encoder.
    /// </summary>
    public void Run(IReadOnlyList<ClipGroup> groups, Action<NetworkHead, ClipGroup> work)
        => _threads.Run(groups.Count, (thread, index) =>
        {
            using var scope = NewDisposeScope();
            work(_heads[thread], groups[index]);
        });

    public void Dispose()
    {
        _threads.Dispose();
        foreach (var tensors in _tensors)
            tensors.Dispose();
    }
}
