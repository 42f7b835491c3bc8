using Microsoft.ML;
using Microsoft.ML.Data;
using ParquetSharp;

namespace MsMclr.MLNet.Fuzzing.Models;

/// <summary>Folders of embeddings as Parquet, of which every row is read.</summary>
internal static class EmbeddingsTarget
{
    // What the native library takes is not in the garbage collector's sums.
    private static readonly MemoryPool Native = MemoryPool.GetDefaultMemoryPool();
    private static long _most = ModelTarget.MaxAllocated;

    /// <summary>Loads a packed folder.</summary>
    public static void Load(string path)
    {
        var ml = new MLContext();
        var view = ml.Data.LoadFromSkeletonEmbeddings(PackedFolder.Unpack(path));
        using (var cursor = view.GetRowCursor(view.Schema))
        {
            Action[] reads = [.. view.Schema.Select(column => Read(cursor, column))];
            while (cursor.MoveNext())
                Array.ForEach(reads, read => read());
        }

        CheckNative();
    }

    /// <summary>Whether an exception is a documented one; a missing shard is one, too.</summary>
    public static bool IsRefusal(Exception error)
    {
        CheckNative();
        return error is FormatException;
    }

    // The pool tells the most since the process began: what is beyond the limit, and beyond what was, is this input's.
    private static void CheckNative()
    {
        var most = Native.MaxMemory;
        if (most <= _most)
            return;
        _most = most;
        throw new InvalidOperationException($"The native library took {most} bytes.");
    }

    private static Action Read(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
            return Reader<VBuffer<float>>(cursor, column);
        if (column.Type is TextDataViewType)
            return Reader<ReadOnlyMemory<char>>(cursor, column);
        if (column.Type.RawType == typeof(uint))
            return Reader<uint>(cursor, column);
        return Reader<float>(cursor, column);
    }

    private static Action Reader<T>(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        var getter = cursor.GetGetter<T>(column);
        T value = default!;
        return () => getter(ref value);
    }
}
