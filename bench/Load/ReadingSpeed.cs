using System.Diagnostics;

namespace MsMclr.MLNet.Bench;

/// <summary>How fast bytes are read.</summary>
/// <param name="PerCore">MB a second of processor time.</param>
/// <param name="Wall">MB a second that passed.</param>
/// <param name="Allocated">Bytes that a pass allocates.</param>
internal readonly record struct ReadingSpeed(double PerCore, double Wall, long Allocated)
{
    private const int Samples = 6;

    // The clock of processor time ticks every 10 ms; a sample has to be long against that.
    private const int PassesASample = 8;

    /// <summary>The best sample of several: other work on the machine only ever makes a pass slower.</summary>
    public static ReadingSpeed Best(Func<long> read, long bytes)
    {
        var cpu = double.MaxValue;
        var wall = double.MaxValue;
        var allocated = long.MaxValue;
        using var process = Process.GetCurrentProcess();
        for (var sample = 0; sample < Samples; sample++)
        {
            process.Refresh();
            var cpuBefore = process.TotalProcessorTime;
            var allocatedBefore = GC.GetTotalAllocatedBytes();
            var watch = Stopwatch.StartNew();
            for (var pass = 0; pass < PassesASample; pass++)
                read();
            wall = Math.Min(wall, watch.Elapsed.TotalSeconds);
            process.Refresh();
            cpu = Math.Min(cpu, (process.TotalProcessorTime - cpuBefore).TotalSeconds);
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes() - allocatedBefore);
        }

        var megabytes = PassesASample * bytes / 1e6;
        return new(megabytes / cpu, megabytes / wall, allocated / PassesASample);
    }
}
