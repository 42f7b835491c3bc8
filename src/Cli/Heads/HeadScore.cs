namespace MsMclr.MLNet.Cli.Heads;

/// <summary>How a head did.</summary>
/// <param name="Name">The head.</param>
/// <param name="Accuracy">The share of clips named rightly by a head that has not seen their people.</param>
/// <param name="Spread">Its standard deviation between folds.</param>
/// <param name="LogLoss">Mean over clips.</param>
/// <param name="Clips">How many clips were tested: all, once.</param>
/// <param name="Seconds">For all folds, fitting and scoring.</param>
internal sealed record HeadScore(string Name, double Accuracy, double Spread, double LogLoss, int Clips, double Seconds);
