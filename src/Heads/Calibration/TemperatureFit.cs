using System.Numerics.Tensors;

namespace MsMclr.MLNet.Heads.Calibration;

/// <summary>
/// The temperature that makes scores into the likeliest probabilities, softmax(score / temperature) (Guo et al., "On calibration
/// of modern neural networks", ICML 2017).
/// </summary>
/// <remarks>
/// Of N rows the right class gets the share (N + 1) / (N + 2) and the others the rest, which is how Platt keeps rows that are all
/// right from making scores infinitely sure ("Probabilistic outputs for support vector machines", 1999, section 2.2).
/// </remarks>
/// <param name="Temperature">What scores are divided by.</param>
/// <param name="Losses">Each row's cross-entropy with these shares; their mean is made smallest.</param>
/// <param name="LogLoss">The mean of -ln p of the right class.</param>
/// <param name="Accuracy">The share of rows whose right class has the largest score.</param>
internal sealed record TemperatureFit(double Temperature, double[] Losses, double LogLoss, double Accuracy)
{
    /// <summary>The least temperature: scores of ridge regression lie near 0 and 1, and exp(100) is as sure as one can be.</summary>
    public const double Coldest = 0.01;

    /// <summary>The largest: nearly the same probability for all.</summary>
    public const double Hottest = 100;

    private const int Halvings = 40;

    /// <summary>The mean of the rows' losses.</summary>
    public double Loss => Losses.Average();

    /// <summary>Finds the temperature for some rows.</summary>
    /// <param name="scores"><c>[N, classes]</c>.</param>
    /// <param name="labels">The right class of each row.</param>
    /// <param name="classes">Classes.</param>
    /// <param name="rows">The rows that count.</param>
    public static TemperatureFit Of(double[] scores, int[] labels, int classes, IReadOnlyList<int> rows)
    {
        // The loss is convex in 1 / temperature, so its slope changes its sign once.
        var low = Math.Log(1 / Hottest);
        var high = Math.Log(1 / Coldest);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if (Evaluate(scores, labels, classes, rows, Math.Exp(middle)).Slope > 0)
                high = middle;
            else
                low = middle;
        }

        var factor = Math.Exp((low + high) / 2);
        var right = rows.Count(row => Best(scores.AsSpan(row * classes, classes)) == labels[row]);
        var found = Evaluate(scores, labels, classes, rows, factor);
        return new TemperatureFit(1 / factor, found.Each, found.LogLoss, (double)right / rows.Count);
    }

    private static Evaluation Evaluate(double[] scores, int[] labels, int classes, IReadOnlyList<int> rows, double factor)
    {
        var wrong = classes == 1 ? 0 : 1.0 / (rows.Count + 2) / (classes - 1); // The share of each other class.
        var losses = new double[rows.Count];
        var logLoss = 0.0;
        var slope = 0.0;
        for (var i = 0; i < losses.Length; i++)
        {
            var row = rows[i];
            var values = scores.AsSpan(row * classes, classes);
            var largest = values[Best(values)];
            var weights = 0.0;
            var weighted = 0.0;
            var all = 0.0;
            foreach (var value in values)
            {
                var weight = Math.Exp(factor * (value - largest));
                weights += weight;
                weighted += weight * (value - largest);
                all += value - largest;
            }

            var right = values[labels[row]] - largest;
            var expected = ((1 - (wrong * classes)) * right) + (wrong * all); // The mean score by the shares.
            losses[i] = Math.Log(weights) - (factor * expected);
            logLoss += Math.Log(weights) - (factor * right);
            slope += (weighted / weights) - expected;
        }

        return new Evaluation(losses, logLoss / rows.Count, slope);
    }

    private static int Best(ReadOnlySpan<double> values) => TensorPrimitives.IndexOfMax(values);

    private readonly record struct Evaluation(double[] Each, double LogLoss, double Slope);
}
