using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>Random numbers that are a function of a key, so that a clip does not depend on the clips before it.</summary>
internal struct ClipRandom
{
    private ulong _state;

    private ClipRandom(ulong state) => _state = state;

    public static ClipRandom Of(int seed, string purpose, params ReadOnlySpan<uint> key)
    {
        var state = SplitMix64.Mix((uint)seed + SplitMix64.Increment);
        foreach (var letter in purpose)
            state = SplitMix64.Mix(state ^ letter);
        foreach (var part in key)
            state = SplitMix64.Mix(state ^ (part + 0x632BE59BD9B4E019UL));
        return new ClipRandom(state);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Uniform(double low, double high) => low + (Uniform() * (high - low));

    public int Below(int bound) => (int)(Uniform() * bound);

    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Normal, by Box and Muller.</summary>
    public double Normal(double mean, double deviation)
        => mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform()));

    private ulong Next() => SplitMix64.Next(ref _state);
}
