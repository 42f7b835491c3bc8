namespace MsMclr.MLNet.Trainers.Ranks;

/// <summary>One process alone.</summary>
internal sealed class SingleProcess : Communicator
{
    public override int Rank => 0;

    public override int Size => 1;

    public override void Exchange(int partner, ReadOnlySpan<byte> sent, Span<byte> received, string operation)
        => throw new InvalidOperationException("A single process has nobody to talk to.");

    /// <summary>What went wrong is thrown to the caller, and there is nobody else to tell.</summary>
    public override void Abort(string reason)
    {
    }
}
