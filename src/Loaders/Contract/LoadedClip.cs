using System.Buffers;
using MsMclr.MLNet.Loaders.Bodies;

namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>A clip on its way to a cursor: values <c>[T, M, V, C]</c> in a rented array, or none where nobody asked for them.</summary>
internal sealed class LoadedClip(ClipInfo info, float[]? rented, int length) : IDisposable
{
    private float[]? _rented = rented;

    public ClipInfo Info { get; } = info;

    /// <summary>Gets where its bodies went; null where nobody asked for the frames.</summary>
    public BodyPlaces? Places { get; init; }

    /// <summary>How many frames the file has not, and are without a body.</summary>
    public int EmptyFrames { get; init; }

    /// <summary>How many frames the file has not, and were interpolated.</summary>
    public int InterpolatedFrames { get; init; }

    public ReadOnlySpan<float> Values
    {
        get
        {
            if (_rented is null)
                throw new InvalidOperationException("The clip was loaded without its frames.");
            return _rented.AsSpan(0, length);
        }
    }

    public void Dispose()
    {
        if (_rented is { } array)
            ArrayPool<float>.Shared.Return(array);
        _rented = null;
    }
}
