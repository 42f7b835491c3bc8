using MsMclr.MLNet.Parquet.Reading;

namespace MsMclr.MLNet.Parquet.View;

/// <summary>Reads a column of the row group that the cursor is in.</summary>
internal abstract class ColumnReader
{
    /// <summary>Goes on to a row group.</summary>
    public abstract void Take(RowGroup group);

    /// <summary>A getter of what stands in the row that <paramref name="row"/> tells.</summary>
    public abstract Delegate Getter(Func<int> row);
}
