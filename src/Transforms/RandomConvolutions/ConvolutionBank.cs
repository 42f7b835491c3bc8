using System.Collections.Immutable;

namespace MsMclr.MLNet.Transforms.RandomConvolutions;

/// <summary>
/// What is fixed when random convolutions are fitted: for each dilation and kernel the channels whose sum is convolved, and the
/// thresholds. Features stand in the order of dilations, then kernels, then thresholds.
/// </summary>
/// <param name="Shape">C, T, V, M of a clip.</param>
/// <param name="Dilations">The dilations.</param>
/// <param name="Channels">
/// For each dilation and kernel the channels in ascending order. A channel is one coordinate of one joint of one body:
/// (c * V + v) * M + m.
/// </param>
/// <param name="Thresholds">All thresholds, in the order of the features.</param>
internal sealed record ConvolutionBank(
    ClipShape Shape,
    ImmutableArray<KernelDilation> Dilations,
    ImmutableArray<ImmutableArray<int>> Channels,
    ImmutableArray<float> Thresholds)
{
    /// <summary>How many features a clip gets.</summary>
    public int FeatureCount => Thresholds.Length;

    /// <summary>How many channels a clip has.</summary>
    public static int ChannelCount(ClipShape shape) => shape.Channels * shape.Joints * shape.Bodies;

    /// <summary>
    /// Whether a convolution reaches over the ends of a clip, with zeros there. Every other one does, as long as the kernel fits
    /// into the clip at all.
    /// </summary>
    /// <param name="dilation">The dilation's place in the list.</param>
    /// <param name="kernel">The kernel's place in the list.</param>
    /// <param name="step">The dilation.</param>
    /// <param name="frames">T.</param>
    public static bool IsPadded(int dilation, int kernel, int step, int frames)
        => (dilation + kernel) % 2 == 0 || Valid(step, frames) < 1;

    /// <summary>The frames at which all taps of a kernel lie inside the clip; none where the number is below 1.</summary>
    public static int Valid(int step, int frames) => frames - ((KernelPositions.Length - 1) * step);

    /// <summary>Names of the features: kernel, dilation and threshold, by number.</summary>
    public IEnumerable<string> Names()
    {
        foreach (var dilation in Dilations)
        {
            for (var kernel = 0; kernel < KernelPositions.All.Length; kernel++)
            {
                for (var threshold = 0; threshold < dilation.Thresholds; threshold++)
                    yield return $"Kernel{kernel}.Dilation{dilation.Step}.Threshold{threshold}";
            }
        }
    }
}
