using System.Diagnostics;

namespace MsMclr.MLNet.Bench;

/// <summary>Interleaved rounds: every arm once a round, so that whatever else the machine does meets all of them alike.</summary>
internal static class Median
{
    /// <summary>Median seconds of each arm, after one unmeasured round.</summary>
    public static double[] Of(int rounds, params Action[] arms)
    {
        var seconds = arms.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= rounds; round++)
        {
            for (var arm = 0; arm < arms.Length; arm++)
            {
                var watch = Stopwatch.StartNew();
                arms[arm]();
                if (round > 0)
                    seconds[arm].Add(watch.Elapsed.TotalSeconds);
            }
        }

        return [.. seconds.Select(values => values.Order().ElementAt(values.Count / 2))];
    }
}
