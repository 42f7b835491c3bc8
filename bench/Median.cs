using System.Diagnostics;

namespace MsMclr.MLNet.Bench;

/// <summary>Interleaved rounds: every arm once a round, so that whatever else the machine does meets all of them alike.</summary>
internal static class Median
{
    /// <summary>Median seconds of each arm, after one unmeasured round.</summary>
    public static double[] Of(int rounds, params Action[] arms) => [.. Both(rounds, arms).Select(times => times.Wall)];

    /// <summary>The same with the median of the processor's seconds, which say more where the machine is shared.</summary>
    public static (double Wall, double Processor)[] Both(int rounds, params Action[] arms)
    {
        using var process = Process.GetCurrentProcess();
        var seconds = arms.Select(_ => new List<(double Wall, double Processor)>()).ToArray();
        for (var round = 0; round <= rounds; round++)
        {
            for (var arm = 0; arm < arms.Length; arm++)
            {
                process.Refresh();
                var (before, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
                arms[arm]();
                var wall = watch.Elapsed.TotalSeconds;
                process.Refresh();
                if (round > 0)
                    seconds[arm].Add((wall, (process.TotalProcessorTime - before).TotalSeconds));
            }
        }

        return [.. seconds.Select(values => (Middle(values.Select(value => value.Wall)), Middle(values.Select(value => value.Processor))))];
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
