namespace MsMclr.MLNet;

/// <summary>The loss of one epoch. A value that is not finite leaves a gap in the curve.</summary>
/// <param name="Epoch">The epoch, as it is to be shown.</param>
/// <param name="Total">The whole loss.</param>
/// <param name="Contrast">Its contrastive part.</param>
public sealed record LossPoint(int Epoch, double Total, double Contrast);
