using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Teaching;

/// <summary>
/// Random convolutions of the clips as they are stored, one row of length 1 a clip, on the device that trains. Rows are kept in half
/// precision: 4 KB a clip.
/// </summary>
internal sealed class ConvolutionTeacher : IDisposable
{
    private readonly Tensor _rows;
    private readonly Device _device;

    /// <summary>Takes the rows of all clips to a device.</summary>
    public ConvolutionTeacher(ClipDescriptions described, Device device)
    {
        _rows = OnDevice(described, device);
        _device = device;
    }

    /// <summary>The rows of some clips, <c>[N, F]</c> in single precision. They live in the dispose scope.</summary>
    public Tensor Of(long[] clips)
    {
        using var indices = tensor(clips, device: _device);
        return _rows.index_select(0, indices).to(ScalarType.Float32);
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private static Tensor OnDevice(ClipDescriptions described, Device device)
    {
        using var scope = NewDisposeScope();
        var memory = empty([described.Count, ClipDescriptions.Length], dtype: ScalarType.Float16);
        MemoryMarshal.AsBytes(described.Values.AsSpan()).CopyTo(memory.bytes);
        return memory.to(device).DetachFromDisposeScope();
    }
}
