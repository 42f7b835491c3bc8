using System.Diagnostics;

namespace MsMclr.MLNet.Bench;

/// <summary>Interleaved rounds: every arm once a round, so that whatever else the machine does meets all of them alike.</summary>
internal static class Median
{
    // .NET compiles a method that is called often a second and a third time, a good while later: before that, short arms measure the compiler.
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    /// <summary>Median seconds of each arm, after unmeasured rounds: one, or two seconds of short ones.</summary>
    public static double[] Of(int rounds, params Action[] arms) => [.. Both(rounds, arms).Select(times => times.Wall)];

    /// <summary>The same with the median of the processor's seconds, which say more where the machine is shared.</summary>
    public static (double Wall, double Processor)[] Both(int rounds, params Action[] arms)
    {
        using var process = Process.GetCurrentProcess();
        var seconds = arms.Select(_ => new List<(double Wall, double Processor)>()).ToArray();
        var warm = Stopwatch.StartNew();
        do
        {
            Array.ForEach(arms, arm => arm());
        }
        while (warm.Elapsed < WarmUp);

        for (var round = 0; round < rounds; round++)
        {
            for (var arm = 0; arm < arms.Length; arm++)
            {
                process.Refresh();
                var (before, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
                arms[arm]();
                var wall = watch.Elapsed.TotalSeconds;
                process.Refresh();
                seconds[arm].Add((wall, (process.TotalProcessorTime - before).TotalSeconds));
            }
        }

        return [.. seconds.Select(values => (Middle(values.Select(value => value.Wall)), Middle(values.Select(value => value.Processor))))];
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
