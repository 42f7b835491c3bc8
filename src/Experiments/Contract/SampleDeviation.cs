namespace MsMclr.MLNet.Experiments.Contract;

/// <summary>The sample standard deviation.</summary>
internal static class SampleDeviation
{
    /// <summary>Of several numbers; 0 where there is one.</summary>
    public static double Of(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2)
            return 0;
        var mean = values.Average();
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return Math.Sqrt(squares / (values.Count - 1));
    }
}
