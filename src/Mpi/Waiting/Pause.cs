using System.Diagnostics;

namespace MsMclr.MLNet.Mpi.Waiting;

/// <summary>
/// How long one looks for a message without pause, with the processor offered to others, and asleep: other ranks may need this core.
/// </summary>
internal struct Pause
{
    private const int Looks = 200;
    private static readonly TimeSpan Awake = TimeSpan.FromMilliseconds(20);
    private readonly long _begin = Stopwatch.GetTimestamp();
    private int _looks;

    public Pause()
    {
    }

    /// <summary>Gets how long it has been waited.</summary>
    public readonly TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begin);

    /// <summary>Waits a little.</summary>
    public void Once()
    {
        if (++_looks < Looks)
            Thread.SpinWait(10);
        else if (Elapsed < Awake)
            Thread.Yield();
        else
            Thread.Sleep(1);
    }
}
