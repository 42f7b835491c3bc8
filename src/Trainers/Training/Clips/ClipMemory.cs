namespace MsMclr.MLNet.Trainers.Training.Clips;

/// <summary>Clips as bytes, all of one length. Adding is for one thread, reading for many.</summary>
internal abstract class ClipMemory : IDisposable
{
    public abstract int Count { get; }

    public abstract void Add(ReadOnlySpan<byte> clip);

    public abstract void Read(int index, Span<byte> clip);

    public abstract void Dispose();
}
