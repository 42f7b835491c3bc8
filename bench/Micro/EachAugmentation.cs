using BenchmarkDotNet.Attributes;

namespace MsMclr.MLNet.Bench;

/// <summary>One augmentation of one clip of 50 frames and two bodies, and what it allocates.</summary>
[MemoryDiagnoser]
public class EachAugmentation
{
    private static readonly ClipShape Shape = new(3, 50, 25, 2);
    private readonly float[] _clip = new float[Shape.Length];
    private readonly float[] _values = new float[Shape.Length];
    private readonly float[] _scratch = new float[Shape.Length];
    private int _epoch;

    public static IEnumerable<SkeletonAugmentation> Augmentations =>
    [
        .. KnownAugmentations.Strong.Steps,
        new TimeWarp(),
        new TemporalResize(),
        new JointMask(),
        new LimbScale(),
        new PlanarShear(),
        new PlanarRotation(),
        new ViewRotation(),
        new AxisScale(),
        new JointJitter(),
        new NoiseJoints(),
    ];

    [ParamsSource(nameof(Augmentations))]
    public SkeletonAugmentation Augmentation { get; set; } = new TemporalCrop();

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        foreach (ref var value in _clip.AsSpan())
            value = (float)random.NextDouble() - 0.5f;
    }

    [Benchmark(Baseline = true)]
    public void Copy() => _clip.CopyTo(_values, 0);

    [Benchmark]
    public void Apply()
    {
        _clip.CopyTo(_values, 0);
        var random = AugmentationRandom.For(1, _epoch++, 0, 0);
        Augmentation.Apply(new SkeletonClip(_values, Shape, SkeletonLayout.NtuRgbd, _scratch), ref random);
    }
}
