using System.Runtime.InteropServices;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks.Cpu.Scales;

/// <summary>The weights of motion attention's two convolutions over one frame, in <see cref="Panels"/>.</summary>
internal sealed unsafe class AttentionWeights : IDisposable
{
    private readonly WeightBuffers _buffers;

    public AttentionWeights(ITrainedTensors tensors, FloatPool pool)
    {
        _buffers = new(pool);
        var down = tensors[EncoderArchitecture.AttentionDown.Weight];
        Narrow = (int)down.shape[0];
        Wide = (int)down.shape[1];
        PaddedNarrow = Lanes.RoundUp(Narrow);
        PaddedWide = Lanes.RoundUp(Wide);
        var up = Transposed(Values(tensors[EncoderArchitecture.AttentionUp.Weight]));
        Down = TransposedPanels(Values(down));
        DownBack = PanelsOf(Values(down));
        Up = PanelsOf(up);
        UpBack = TransposedPanels(up);
        DownBias = _buffers.Copy(Values(tensors[EncoderArchitecture.AttentionDown.Bias]), PaddedNarrow);
        UpBias = _buffers.Copy(Values(tensors[EncoderArchitecture.AttentionUp.Bias]), PaddedWide);
    }

    public int Narrow { get; }

    public int Wide { get; }

    public int PaddedNarrow { get; }

    public int PaddedWide { get; }

    /// <summary>Gets the matrix that narrows, <c>[wide, narrow]</c>.</summary>
    public float* Down { get; }

    /// <summary>Gets its transpose.</summary>
    public float* DownBack { get; }

    public float* DownBias { get; }

    /// <summary>Gets the matrix that widens, <c>[narrow, wide]</c>.</summary>
    public float* Up { get; }

    /// <summary>Gets its transpose.</summary>
    public float* UpBack { get; }

    public float* UpBias { get; }

    public void Dispose() => _buffers.Dispose();

    private static ReadOnlySpan<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    // [wide, narrow] to [narrow, wide].
    private float[] Transposed(ReadOnlySpan<float> weight)
    {
        var transposed = new float[weight.Length];
        for (var i = 0; i < weight.Length; i++)
            transposed[((i % Narrow) * Wide) + (i / Narrow)] = weight[i];
        return transposed;
    }

    // A matrix [narrow, wide].
    private float* PanelsOf(ReadOnlySpan<float> weight)
    {
        var panels = _buffers.Rent(PaddedWide * PaddedNarrow);
        for (var i = 0; i < weight.Length; i++)
            panels[Panels.Index(i / Wide, i % Wide, PaddedNarrow, PaddedWide)] = weight[i];
        return panels;
    }

    // The transpose of a matrix [narrow, wide].
    private float* TransposedPanels(ReadOnlySpan<float> weight)
    {
        var panels = _buffers.Rent(PaddedWide * PaddedNarrow);
        for (var i = 0; i < weight.Length; i++)
            panels[Panels.Index(i % Wide, i / Wide, PaddedWide, PaddedNarrow)] = weight[i];
        return panels;
    }
}
