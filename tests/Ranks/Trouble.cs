using System.Diagnostics;
using MsMclr.MLNet;

namespace Ranks;

/// <summary>Lets something go wrong on the last rank.</summary>
/// <param name="kind">What: throw, caught, hang, cancel, kill, or none.</param>
/// <param name="ranks">The ranks.</param>
internal sealed class Trouble(string kind, Communicator ranks)
{
    private const int Step = 6;
    private readonly CancellationTokenSource _cancel = new();
    private readonly bool _isHere = ranks.Rank == ranks.Size - 1;

    /// <summary>Gets the token of this rank.</summary>
    public CancellationToken Token => _cancel.Token;

    /// <summary>Goes wrong, where it does so before training.</summary>
    public void BeforeTraining()
    {
        if (!_isHere || kind is "kill" or "cancel" or "none")
            return;
        Console.WriteLine($"trouble at {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}");
        if (kind is "throw" or "caught")
            throw new InvalidDataException("the disk of this rank is gone");
        if (kind == "hang")
            Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Goes wrong after some steps, on a thread of its own.</summary>
    public void DuringTraining()
    {
        if (_isHere && kind is "kill" or "cancel")
            new Thread(AfterSteps) { IsBackground = true }.Start();
    }

    private void AfterSteps()
    {
        while (ranks.Step < Step)
            Thread.Sleep(1);
        if (kind == "cancel")
            _cancel.Cancel();
        else
            Process.GetCurrentProcess().Kill();
    }
}
