using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Transforms.Augmentation;

/// <summary>What holds of the factors that augmentations draw between two ends.</summary>
internal static class FactorRange
{
    /// <summary>Refuses factors that would mirror, flatten or blow up a body.</summary>
    public static void Check(double factor, string owner, string property)
        => OptionCheck.Require(factor is > 0 and <= 100, owner, property, factor, "above 0 to 100");
}
