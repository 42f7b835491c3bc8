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

    private ConvolutionTeacher(Tensor rows, Device device)
    {
        _rows = rows;
        _device = device;
    }

    /// <summary>Makes the teacher of a run, or null where the recipe has none.</summary>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public static ConvolutionTeacher? Of(PretrainingJob job)
    {
        if (job.Recipe.SimilarityWeight == 0)
            return null;
        var store = job.Data.Store;
        var coordinates = job.Data.Coordinates ?? store.Shape.Channels;
        var described = ClipDescriptions.Of(store, coordinates, unchecked((int)job.Seed), job.Cancellation);
        return new(OnDevice(described, job.Device), job.Device);
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
