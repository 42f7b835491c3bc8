using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>What a forward pass keeps for its backward pass. Gone after that, or with the graph that holds it.</summary>
internal sealed class EncoderTape(CpuEncoder encoder, NativeFloats input, NativeFloats raw, BatchRows rows, bool training)
    : IDisposable
{
    public CpuEncoder Encoder { get; } = encoder;

    /// <summary>Gets the clips' rows before their batch normalization, <c>[R, V, T, C]</c> with padded channels.</summary>
    public NativeFloats Raw { get; } = raw;

    /// <summary>Gets them after it.</summary>
    public NativeFloats Input { get; } = input;

    public BatchRows Batch { get; } = rows;

    public int Rows => Batch.Count;

    public RowRange[] Ranges => Batch.Ranges;

    public bool Training { get; } = training;

    /// <summary>Gets the batch normalization of the clips.</summary>
    public required BatchNorm DataNorm { get; init; }

    public List<BlockTape> Blocks { get; } = [];

    /// <summary>Gets the last block's output, <c>[R, V, T', D]</c>, padded.</summary>
    public required Tensor Output { get; init; }

    public void Dispose()
    {
        foreach (var block in Blocks)
            block.Dispose();
        Blocks.Clear();
        DataNorm.Dispose();
        Encoder.Pool.Return(Raw);
        Encoder.Pool.Return(Input);
        Output.Dispose();
    }
}
