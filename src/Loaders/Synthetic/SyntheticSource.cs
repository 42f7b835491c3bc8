using System.Collections.Immutable;
using MsMclr.MLNet.Loaders.Contract;
using MsMclr.MLNet.Loaders.View;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>Synthetic clips as a source. Frames are played only when they are wanted.</summary>
internal sealed class SyntheticSource : ClipSource
{
    /// <summary>M, the most people in a clip.</summary>
    public const int Bodies = 2;

    /// <summary>C: x, y, z.</summary>
    public const int Channels = 3;

    private readonly SyntheticPerformance _performance;

    public SyntheticSource(SyntheticSkeletons.Options options, int seed)
    {
        Seed = seed;
        _performance = new SyntheticPerformance(seed, options.Conditions());
        uint[] labels = [.. options.Labels()];
        var clips =
            from subject in Enumerable.Range(1, options.Subjects)
            from replication in Enumerable.Range(1, options.Repetitions)
            from camera in Enumerable.Range(1, options.Cameras)
            from label in labels
            select Describe((uint)subject, (uint)replication, (uint)camera, label);
        Clips = [.. clips.Where(clip => options.Split is not { } split || split.Contains(clip))];
    }

    public ImmutableArray<ClipInfo> Clips { get; }

    public int Seed { get; }

    public override long? Count => Clips.Length;

    public override ClipFeed Open(bool withValues, Random? random) => new Feed(this, withValues, Order(Clips.Length, random));

    public LoadedClip Play(ClipInfo clip) => _performance.Play(clip);

    private static ClipInfo Describe(uint subject, uint replication, uint camera, uint label)
    {
        // Four people share a setup, as if the cameras were moved for every fourth.
        var setup = ((subject - 1) / 4) + 1;
        return new ClipInfo
        {
            Name = $"S{setup:000}C{camera:000}P{subject:000}R{replication:000}A{label:000}",
            Label = label,
            Subject = subject,
            Camera = camera,
            Setup = setup,
            Replication = replication,
            FrameRate = SyntheticPerformance.FrameRate,
        };
    }

    private sealed class Feed(SyntheticSource source, bool withValues, int[] order) : ClipFeed
    {
        private int _next;

        public override LoadedClip? Next(out UInt128 id)
        {
            id = 0;
            if (_next >= order.Length)
                return null;
            var index = order[_next];
            _next++;
            id = (UInt128)index;
            var clip = source.Clips[index];
            return withValues ? source.Play(clip) : new LoadedClip(clip, null, 0);
        }

        public override void Dispose() => _next = order.Length;
    }
}
