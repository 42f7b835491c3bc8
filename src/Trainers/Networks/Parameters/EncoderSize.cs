namespace MsMclr.MLNet;

/// <summary>The sizes of an encoder (method: ST-GCN with ten blocks, hidden widths c, 2c, 4c, D).</summary>
internal sealed record EncoderSize(ClipShape Clip, int HiddenChannels, int FeatureSize, int ProjectionSize, ProjectionHead Head = ProjectionHead.TwoLayers)
{
    public const int TemporalKernel = FourierPlan.TemporalKernel;

    /// <summary>r, the width of the motion attention's bottleneck.</summary>
    public int AttentionSize => Math.Max(1, FeatureSize / 8);

    public IReadOnlyList<BlockSize> Blocks { get; } =
    [
        new(Clip.Channels, HiddenChannels, 1, Residual.None),
        new(HiddenChannels, HiddenChannels, 1, Residual.Identity),
        new(HiddenChannels, HiddenChannels, 1, Residual.Identity),
        new(HiddenChannels, HiddenChannels, 1, Residual.Identity),
        new(HiddenChannels, 2 * HiddenChannels, 2, Residual.Projection),
        new(2 * HiddenChannels, 2 * HiddenChannels, 1, Residual.Identity),
        new(2 * HiddenChannels, 2 * HiddenChannels, 1, Residual.Identity),
        new(2 * HiddenChannels, 4 * HiddenChannels, 2, Residual.Projection),
        new(4 * HiddenChannels, 4 * HiddenChannels, 1, Residual.Identity),
        // A block that keeps its width needs no projection.
        new(4 * HiddenChannels, FeatureSize, 1, FeatureSize == 4 * HiddenChannels ? Residual.Identity : Residual.Projection),
    ];
}

/// <summary>What a block adds to its output.</summary>
internal enum Residual
{
    None,
    Identity,
    Projection,
}

/// <summary>One block of the encoder.</summary>
internal readonly record struct BlockSize(int Inputs, int Outputs, int Stride, Residual Residual);
