using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>MoCo's queue of keys <c>[P, K]</c>: unit columns, random at the beginning, the oldest replaced first.</summary>
internal sealed class KeyQueue : IDisposable
{
    public KeyQueue(int projection, int capacity, long seed, Device device)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        Keys = UnitLength.Of(randn([projection, capacity], generator: generator), 0).to(device).DetachFromDisposeScope();
    }

    public Tensor Keys { get; }

    /// <summary>The column that the next key goes to.</summary>
    public int Pointer { get; set; }

    private int Capacity => (int)Keys.shape[1];

    /// <summary>Writes keys <c>[N, P]</c>, going round at the end. Call it after <c>backward</c>, which still reads the old ones.</summary>
    public void Enqueue(Tensor keys)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        for (int from = 0, count = (int)keys.shape[0]; from < count;)
        {
            var run = Math.Min(count - from, Capacity - Pointer);
            Keys.narrow(1, Pointer, run).copy_(keys.narrow(0, from, run).t());
            Pointer = (Pointer + run) % Capacity;
            from += run;
        }
    }

    public void Dispose() => Keys.Dispose();
}
