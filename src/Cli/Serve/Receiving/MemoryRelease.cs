using System.Runtime;

namespace MsMclr.MLNet.Cli.Serve.Receiving;

/// <summary>
/// Gives memory back to the system after a flood. An idle process collects no garbage, and so would keep what it once needed.
/// </summary>
internal sealed class MemoryRelease(BodyMemory memory) : BackgroundService
{
    // Pools let go of what nobody has used for a while, and look at it when garbage is collected.
    private const int Rounds = 3;
    private const long Flood = 16L << 20;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromSeconds(16);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Quiet, stoppingToken);
                if (memory.TakeMost() >= Math.Min(Flood, memory.Budget / 2))
                    await Release(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The service ends.
        }
    }

    private async Task Release(CancellationToken stoppingToken)
    {
        for (var round = 0; round < Rounds;)
        {
            if (memory.Taken == 0)
            {
                GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                round++;
            }

            await Task.Delay(BetweenRounds, stoppingToken);
        }
    }
}
