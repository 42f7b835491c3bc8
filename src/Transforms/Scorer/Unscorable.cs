using Microsoft.ML.OnnxRuntime;

namespace MsMclr.MLNet.Transforms.Scorer;

/// <summary>What is said of a clip that the model itself fails on.</summary>
internal static class Unscorable
{
    /// <summary>Whether an exception is the model's, and no mistake of the program.</summary>
    public static bool IsOfTheModel(Exception error)
        => error is OnnxRuntimeException or FormatException or (InvalidOperationException and not ObjectDisposedException);

    public static SkeletonClipException Because(Exception error) => new(
        SkeletonClipFault.Unscorable,
        "The model can make nothing of the clip. One that was prepared as in the paper finds nobody where the first joint of "
        + $"the first body is always at 0. {error.Message}",
        error);

    public static SkeletonClipException NotNumbers() => new(
        SkeletonClipFault.Unscorable,
        "The model gives numbers that are none: the clip's coordinates are too large for it, or too small.");
}
