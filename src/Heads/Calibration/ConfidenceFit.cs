using System.Numerics.Tensors;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Heads.Calibration;

/// <summary>
/// The temperature whose confidences come nearest to what is right: the confidence of a row, which is the largest of
/// softmax(logit / temperature), is taken for the probability that the row is right, and has the smallest squared error (Brier score).
/// </summary>
/// <remarks>
/// A logarithmic loss would be another measure. A few rows whose right class has no vote at all, as nearest neighbors give, decide it, and
/// make all other confidences worse. Of n rows that are right each counts for (n + 1) / (n + 2), and of m that are wrong for 1 / (m + 2),
/// as in Platt, "Probabilistic outputs for support vector machines", 1999, section 2.2.
/// </remarks>
internal static class ConfidenceFit
{
    private const double Coldest = 0.01;
    private const double Hottest = 100;
    private const int Steps = 80; // Each 1.12 times the one before.
    private const int Thirds = 24;

    /// <summary>Finds the temperature.</summary>
    /// <param name="logits"><c>[N, classes]</c>.</param>
    /// <param name="labels">The right class of each row.</param>
    /// <param name="classes">Classes.</param>
    public static double Of(double[] logits, IReadOnlyList<int> labels, int classes)
    {
        var hits = new bool[labels.Count];
        for (var row = 0; row < hits.Length; row++)
            hits[row] = TensorPrimitives.IndexOfMax<double>(logits.AsSpan(row * classes, classes)) == labels[row];
        double Loss(double log) => LossAt(Math.Exp(log), logits, hits, classes);
        var low = Math.Log(Coldest);
        var step = (Math.Log(Hottest) - low) / Steps;
        var losses = new double[Steps + 1];
        ParallelRows.For(losses.Length, at => losses[at] = Loss(low + (at * step)));
        var best = Array.IndexOf(losses, losses.Min());
        var left = low + (Math.Max(0, best - 1) * step);
        var right = low + (Math.Min(Steps, best + 1) * step);
        for (var third = 0; third < Thirds; third++)
        {
            var length = (right - left) / 3;
            if (Loss(left + length) < Loss(right - length))
                right -= length;
            else
                left += length;
        }

        return Math.Exp((left + right) / 2);
    }

    private static double LossAt(double temperature, double[] logits, bool[] hits, int classes)
    {
        var right = hits.Count(hit => hit);
        var ofRight = (right + 1.0) / (right + 2);
        var ofWrong = 1.0 / (hits.Length - right + 2);
        var loss = 0.0;
        for (var row = 0; row < hits.Length; row++)
        {
            var values = logits.AsSpan(row * classes, classes);
            var largest = TensorPrimitives.Max<double>(values);
            var sum = 0.0;
            foreach (var value in values)
                sum += Math.Exp((value - largest) / temperature);
            var difference = (1 / sum) - (hits[row] ? ofRight : ofWrong);
            loss += difference * difference;
        }

        return loss / hits.Length;
    }
}
