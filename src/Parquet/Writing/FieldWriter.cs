using Apache.Arrow;
using Microsoft.ML;

namespace MsMclr.MLNet.Parquet.Writing;

/// <summary>Collects a column's values for a row group.</summary>
internal abstract class FieldWriter(Field field)
{
    public Field Field { get; } = field;

    /// <summary>Takes the value of a cursor's row.</summary>
    public abstract void Add();

    /// <summary>Gives what was collected, and begins anew.</summary>
    public abstract IArrowArray Take();

    /// <summary>A column, and where its values come from.</summary>
    /// <param name="Column">The column.</param>
    /// <param name="Cursor">A cursor over its rows.</param>
    internal readonly record struct Source(DataViewSchema.Column Column, DataViewRow Cursor)
    {
        public ValueGetter<T> Getter<T>() => Cursor.GetGetter<T>(Column);
    }
}
