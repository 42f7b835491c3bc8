using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Heads.Labels;

namespace MsMclr.MLNet.Experiments.Judging;

/// <summary>Calibrates a head by the people of the training part, where they are known, and judges that by the test part.</summary>
internal static class HeadCalibration
{
    private const string Group = "Subject";
    private const double SmallestShare = 1e-30; // Of the logarithm of no probability at all.

    /// <summary>Whether there are people to hold out.</summary>
    public static bool IsPossible(IDataView train)
        => train.Schema.GetColumnOrNull(Group)?.Type is { } type && type.RawType == typeof(uint)
            && train.GetColumn<uint>(Group).Distinct().Take(2).Count() == 2;

    /// <summary>Compares the probabilities of a calibrated head with those that it had before.</summary>
    /// <param name="head">The head.</param>
    /// <param name="test">Embedded test clips, some of them with a label.</param>
    /// <param name="trainCount">How many clips it learned from.</param>
    public static CalibrationScore? Score(TemperatureScalingTransformer head, IDataView test, int trainCount)
    {
        var scored = head.Transform(test);
        var keys = scored.GetColumn<uint>("Label").ToArray();
        var scores = scored.GetColumn<float[]>("Score").ToArray();
        int[] labeled = [.. Enumerable.Range(0, keys.Length).Where(row => keys[row] > 0)];
        if (labeled.Length == 0)
            return null;
        int[] labels = [.. labeled.Select(row => (int)keys[row] - 1)];
        var names = LabelNames.Of(test.Schema["Label"]);
        float[] after = [.. labeled.SelectMany(row => scores[row])];
        float[] before = [.. labeled.SelectMany(row => Uncalibrated(scores[row], head.Temperature))];
        return new CalibrationScore(
            head.Temperature,
            new SelfSupervisedMetrics(before, labels, names, trainCount),
            new SelfSupervisedMetrics(after, labels, names, trainCount));
    }

    // What was divided is multiplied again.
    private static float[] Uncalibrated(float[] probabilities, double temperature)
    {
        double[] logs = [.. probabilities.Select(share => temperature * Math.Log(Math.Max(share, SmallestShare)))];
        var largest = logs.Max();
        double[] weights = [.. logs.Select(log => Math.Exp(log - largest))];
        return [.. weights.Select(weight => (float)(weight / weights.Sum()))];
    }
}
