using Apache.Arrow.Types;
using MsMclr.MLNet.Parquet.Contract;

namespace MsMclr.MLNet.Parquet.Reading;

/// <summary>A column of a file.</summary>
/// <param name="Column">What it is called in a view.</param>
/// <param name="Type">Its type in Arrow.</param>
/// <param name="Place">Where it stands in the file, from 0.</param>
internal readonly record struct FileField(string Column, ArrowTypeId Type, int Place)
{
    /// <exception cref="FormatException">No view has such a column.</exception>
    public void Check()
    {
        if (Column == FieldNames.Features)
            return;
        var mustBeText = Column is FieldNames.Name or FieldNames.Label;
        if (mustBeText ? Type == ArrowTypeId.String : Type is ArrowTypeId.String or ArrowTypeId.UInt32 or ArrowTypeId.Float)
            return;
        throw new FormatException($"its column '{FieldNames.OfColumn(Column)}' is of Arrow's type {Type}, which embeddings are not");
    }
}
