using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Trainers.Training.Clips;

/// <summary>
/// The prepared clips of a view, read once: in memory up to a limit, beyond it in a file of its own. Reading is thread-safe.
/// </summary>
internal sealed class ClipStore : IDisposable
{
    private readonly ClipStoreLimits _limits;
    private readonly Action<string>? _log;
    private ClipMemory _memory = new ClipsInMemory();

    private ClipStore(ClipShape shape, ClipStoreLimits limits, Action<string>? log)
    {
        Shape = shape;
        _limits = limits;
        _log = log;
    }

    public ClipShape Shape { get; }

    public int Count => _memory.Count;

    /// <summary>SHA-256 of the clips as they are kept, in order: what tells one data set from another.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>What was found while reading.</summary>
    public ClipFindings Findings { get; } = new();

    /// <summary>Labels from 0, -1 where there is none; empty without a label column.</summary>
    public IReadOnlyList<int> Labels { get; private set; } = [];

    private int BytesPerClip => Shape.Length * (_limits.HalfPrecision ? sizeof(ushort) : sizeof(float));

    /// <summary>
    /// Reads a column of type <c>Vector&lt;Single, C, T, V, M&gt;</c>, and labels in the same pass where a column is named.
    /// </summary>
    public static ClipStore Read(
        IDataView view, DataViewSchema.Column column, ClipStoreLimits limits, FitCancellation cancellation,
        DataViewSchema.Column? label = null, Action<string>? log = null)
    {
        var store = new ClipStore(ShapeOf(column), limits, log);
        try
        {
            store.Fill(view, column, label, cancellation);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>The shape that a column's type states.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is not of the type.</exception>
    public static ClipShape ShapeOf(DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType { Dimensions: { Length: 4 } sizes } vector
            && vector.ItemType.Equals(NumberDataViewType.Single)
            && !sizes.Contains(0))
        {
            return new(sizes[0], sizes[1], sizes[2], sizes[3]);
        }

        throw ColumnErrors.Mismatch(column.Name, "Vector<Single, C, T, V, M>", $"{column.Type}");
    }

    /// <summary>Copies one clip, <c>[C, T, V, M]</c>.</summary>
    public void CopyTo(int index, Span<float> clip)
    {
        if (!_limits.HalfPrecision)
        {
            _memory.Read(index, MemoryMarshal.AsBytes(clip));
            return;
        }

        var halves = ArrayPool<Half>.Shared.Rent(Shape.Length);
        _memory.Read(index, MemoryMarshal.AsBytes(halves.AsSpan(0, Shape.Length)));
        TensorPrimitives.ConvertToSingle(halves.AsSpan(0, Shape.Length), clip);
        ArrayPool<Half>.Shared.Return(halves);
    }

    public void Dispose() => _memory.Dispose();

    private void Fill(IDataView view, DataViewSchema.Column column, DataViewSchema.Column? label, FitCancellation cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var cursor = view.GetRowCursor(label is { } labeled ? [column, labeled] : [column]);
        var getClip = cursor.GetGetter<VBuffer<float>>(column);
        var getLabel = label is { } key ? cursor.GetGetter<uint>(key) : null;
        var labels = new List<int>();
        var buffer = default(VBuffer<float>);
        var clip = new float[Shape.Length];
        var halves = new Half[_limits.HalfPrecision ? Shape.Length : 0];
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfRequested();
            getClip(ref buffer);
            buffer.CopyTo(clip);
            RequireFinite(clip, column.Name, cursor.Position);
            var bytes = AsKept(clip, halves);
            Findings.Look(clip, bytes, Shape.Bodies, column.Name, cursor.Position);
            hash.AppendData(bytes);
            SpillBefore(bytes.Length, cancellation);
            _memory.Add(bytes);
            if (getLabel is null)
                continue;
            var number = 0u;
            getLabel(ref number);
            labels.Add((int)number - 1);
        }

        ContentHash = Convert.ToHexStringLower(hash.GetHashAndReset());
        Labels = labels;
    }

    private ReadOnlySpan<byte> AsKept(float[] clip, Half[] halves)
    {
        if (!_limits.HalfPrecision)
            return MemoryMarshal.AsBytes<float>(clip);
        TensorPrimitives.ConvertToHalf(clip, halves);
        return MemoryMarshal.AsBytes<Half>(halves);
    }

    private void SpillBefore(int bytes, FitCancellation cancellation)
    {
        if (_memory is not ClipsInMemory || (_memory.Count * (long)BytesPerClip) + bytes <= _limits.MemoryBytes)
            return;
        var file = ClipsInFile.Create(_limits, BytesPerClip);
        _log?.Invoke(
            $"The clips take more than {_limits.MemoryBytes} bytes ({_limits.Options}.MaxStoreBytes); "
            + $"they go to a temporary file in {_limits.Folder} (CacheDirectory).");
        using var before = _memory;
        _memory = file;
        var clip = new byte[BytesPerClip];
        for (var i = 0; i < before.Count; i++)
        {
            cancellation.ThrowIfRequested();
            before.Read(i, clip);
            file.Add(clip);
        }
    }

    // NaN is a missing joint, which becomes 0 only when the stream is made of it.
    private void RequireFinite(ReadOnlySpan<float> clip, string column, long row)
    {
        var largest = _limits.HalfPrecision ? (float)Half.MaxValue : float.MaxValue;
        var at = clip.IndexOfAnyExceptInRange(-largest, largest);
        while (at >= 0 && float.IsNaN(clip[at]))
        {
            var next = clip[(at + 1)..].IndexOfAnyExceptInRange(-largest, largest);
            at = next < 0 ? -1 : at + 1 + next;
        }

        if (at < 0)
            return;
        var what = $"Column '{column}', row {row}: value {at} is {clip[at]}";
        if (!float.IsFinite(clip[at]))
            throw new FormatException($"{what}; prepare clips so that every coordinate is finite.");
        throw new FormatException(
            $"{what}, more than half precision holds ({largest}); prepare clips in meters, or leave "
            + "MsMclrTrainer.Options.HalfPrecisionStore off.");
    }
}
