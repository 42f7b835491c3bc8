using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>Two small encoders and a queue of <c>[8, 16]</c>, for tests that train nothing.</summary>
internal static class SmallContrast
{
    public static MomentumContrast New()
        => new(NewEncoder(1), NewEncoder(2), new KeyQueue(8, 16, 1, CPU), new ContrastiveLoss(0.07, 1), momentum: 0.999);

    private static Encoder NewEncoder(long seed) => new(
        GoldenEncoder.SmallArchitecture, new(3, 16, 25, 2), SkeletonLayout.NtuRgbd, GoldenEncoder.Form, seed, CPU);
}
