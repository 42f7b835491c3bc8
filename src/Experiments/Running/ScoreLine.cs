using System.Globalization;
using MsMclr.MLNet.Experiments.Report;

namespace MsMclr.MLNet;

/// <summary>A line of the closing table: an accuracy for each seed, or none where it was not measured.</summary>
/// <param name="Name">What was scored.</param>
/// <param name="Linear">Top-1 accuracies of a linear head, fractions.</param>
/// <param name="NearestNeighbors">Top-1 accuracies of nearest neighbors, fractions.</param>
public sealed record ScoreLine(string Name, IReadOnlyList<double> Linear, IReadOnlyList<double> NearestNeighbors)
{
    /// <summary>The mean, and behind it the sample standard deviation where there are several seeds.</summary>
    internal static string Text(IReadOnlyList<double> accuracies) => accuracies.Count switch
    {
        0 => "-",
        1 => Percentage.Text(accuracies[0]),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Percentage.Text(accuracies.Average())} ± {100 * Spread(accuracies):f1}"),
    };

    private static double Spread(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }
}
