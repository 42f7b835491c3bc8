using Microsoft.ML;

namespace MsMclr.MLNet.Cli.Heads;

/// <summary>A head of the sweep: an estimator over <c>Features</c> and <c>Label</c>.</summary>
internal sealed record KnownHead(string Name, IEstimator<ITransformer> Estimator);
