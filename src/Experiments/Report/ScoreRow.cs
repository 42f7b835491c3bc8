using MsMclr.MLNet.Experiments.Report;
using MsMclr.MLNet.Experiments.Report.Charts;
using MsMclr.MLNet.Experiments.Report.Embeddings;
using MsMclr.MLNet.Experiments.Report.Page;
using MsMclr.MLNet.Experiments.Running;
using MsMclr.MLNet.Experiments.Writing;

namespace MsMclr.MLNet;

/// <summary>One line of the headline table.</summary>
/// <param name="Name">What was scored, say "Trained encoder".</param>
/// <param name="Linear">Top-1 accuracy of a linear head, a fraction; NaN where it was not measured.</param>
/// <param name="NearestNeighbors">Top-1 accuracy of nearest neighbors, a fraction; NaN where it was not measured.</param>
public sealed record ScoreRow(string Name, double Linear, double NearestNeighbors);
