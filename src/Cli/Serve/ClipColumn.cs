namespace MsMclr.MLNet.Cli.Serve;

/// <summary>The clips that a saved model was trained on: M bodies, C values a joint, and the skeleton.</summary>
internal sealed record ClipColumn(int Bodies, int Channels, SkeletonLayout Layout);
