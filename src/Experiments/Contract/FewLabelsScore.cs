namespace MsMclr.MLNet;

/// <summary>How a head does that learns from few labels: top-1 on the test clips, a fraction, over several draws of the labels.</summary>
/// <param name="LabelsPerClass">The labels of each class.</param>
/// <param name="Mean">The mean of the draws.</param>
/// <param name="Spread">Their sample standard deviation.</param>
public sealed record FewLabelsScore(int LabelsPerClass, double Mean, double Spread);
