using MsMclr.MLNet.Experiments.Report;
using MsMclr.MLNet.Experiments.Report.Charts;
using MsMclr.MLNet.Experiments.Report.Embeddings;
using MsMclr.MLNet.Experiments.Report.Page;
using MsMclr.MLNet.Experiments.Running;
using MsMclr.MLNet.Experiments.Writing;

namespace MsMclr.MLNet;

/// <summary>The loss of one epoch. A value that is not finite leaves a gap in the curve.</summary>
/// <param name="Epoch">The epoch, as it is to be shown.</param>
/// <param name="Total">The whole loss.</param>
/// <param name="Contrast">Its contrastive part.</param>
public sealed record LossPoint(int Epoch, double Total, double Contrast);
