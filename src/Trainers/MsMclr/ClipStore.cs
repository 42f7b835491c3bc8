using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet;

/// <summary>The prepared clips of a view, read once.</summary>
internal sealed class ClipStore
{
    private readonly List<float[]> _clips = [];

    public ClipShape Shape { get; private init; }

    public int Count => _clips.Count;

    public ReadOnlySpan<float> this[int index] => _clips[index];

    /// <summary>Reads a column of type <c>Vector&lt;Single, C, T, V, M&gt;</c>.</summary>
    public static ClipStore Read(IDataView view, DataViewSchema.Column column, long maxBytes, CancellationToken cancellation)
    {
        var store = new ClipStore { Shape = ShapeOf(column) };
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        var buffer = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            if ((store.Count + 1L) * store.Shape.Length * sizeof(float) > maxBytes)
                throw new InvalidOperationException($"The clips take more than {maxBytes} bytes (MsMclrTrainer.Options.MaxStoreBytes) after {store.Count} clips; raise it, or train on fewer clips.");
            getter(ref buffer);
            var clip = new float[store.Shape.Length];
            buffer.CopyTo(clip);
            if (Array.FindIndex(clip, value => !float.IsFinite(value)) is >= 0 and var at)
                throw new FormatException($"Column '{column.Name}', row {cursor.Position}: value {at} is {clip[at]}; prepare clips so that every coordinate is finite.");
            store._clips.Add(clip);
        }

        return store;
    }

    /// <summary>The shape that a column's type states.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is not of the type.</exception>
    public static ClipShape ShapeOf(DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType { ItemType: NumberDataViewType { RawType: var raw }, Dimensions: { Length: 4 } sizes } && raw == typeof(float) && !sizes.Contains(0))
            return new(sizes[0], sizes[1], sizes[2], sizes[3]);
        throw ColumnErrors.Mismatch(column.Name, "Vector<Single, C, T, V, M>", $"{column.Type}");
    }
}
