namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>A dense matrix <c>[Count, Channels]</c>: one position (a frame of a joint) after the other, channels side by side.</summary>
/// <param name="values">Where it begins.</param>
/// <param name="count">How many positions there are.</param>
/// <param name="channels">How many channels each has, a multiple of <see cref="Lanes.Count"/>.</param>
internal readonly unsafe struct ChannelRows(float* values, int count, int channels)
{
    public float* Values { get; } = values;

    public int Count { get; } = count;

    public int Channels { get; } = channels;
}
