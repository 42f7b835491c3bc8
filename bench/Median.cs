using System.Diagnostics;

namespace MsMclr.MLNet.Bench;

/// <summary>Interleaved rounds: every arm once a round, so that whatever else the machine does meets all of them alike.</summary>
internal static class Median
{
    // .NET compiles a method that is called often a second and a third time, a good while later. Before that, short arms measure the
    // compiler.
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    /// <summary>Median seconds of each arm, after unmeasured rounds: one, or two seconds of short ones.</summary>
    public static double[] Of(int rounds, params Action[] arms) => [.. Both(rounds, arms).Select(times => times.Wall)];

    /// <summary>The same with the processor's seconds.</summary>
    public static Times[] Both(int rounds, params Action[] arms)
    {
        using var process = Process.GetCurrentProcess();
        var seconds = arms.Select(_ => new List<Times>()).ToArray();
        var warm = Stopwatch.StartNew();
        do
        {
            Array.ForEach(arms, arm => arm());
        }
        while (warm.Elapsed < WarmUp);

        for (var round = 0; round < rounds; round++)
        {
            for (var arm = 0; arm < arms.Length; arm++)
                seconds[arm].Add(Once(process, arms[arm]));
        }

        return [.. seconds.Select(Middle)];
    }

    private static Times Once(Process process, Action arm)
    {
        process.Refresh();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        arm();
        var wall = watch.Elapsed.TotalSeconds;
        process.Refresh();
        return new(wall, (process.TotalProcessorTime - before).TotalSeconds);
    }

    private static Times Middle(List<Times> times)
        => new(Middle(times.Select(time => time.Wall)), Middle(times.Select(time => time.Processor)));

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
