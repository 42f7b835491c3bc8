using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Parquet.Contract;

namespace MsMclr.MLNet.Parquet.Writing;

/// <summary>Writes a view's rows as Parquet, a row group at a time.</summary>
internal sealed class EmbeddingsWriter
{
    // Large enough for a disk, small enough that a reader may hold several.
    private const int RowGroupBytes = 8 << 20;
    private const int MinRows = 64;
    private const int MaxRows = 1 << 14;

    private readonly IDataView _embedded;
    private readonly SkeletonEmbeddingsSaveOptions _options;
    private readonly DataViewSchema.Column[] _columns;
    private readonly int _size;

    /// <exception cref="ArgumentException">There are no features of one size, or two columns would have one name.</exception>
    public EmbeddingsWriter(IDataView embedded, SkeletonEmbeddingsSaveOptions options)
    {
        _embedded = embedded;
        _options = options;
        var features = ColumnErrors.Require(embedded.Schema, FieldNames.Features, nameof(embedded));
        if (features.Type is not VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType item } vector
            || item != NumberDataViewType.Single)
            throw ColumnErrors.Mismatch(features.Name, "vector of Single of one size", features.Type.ToString()!, nameof(embedded));
        _size = vector.Size;
        _columns = [.. embedded.Schema.Where(column => !column.IsHidden && FieldsOf.IsKept(column))];
        RequireReadable();
        var twice = _columns.GroupBy(column => FieldNames.OfColumn(column.Name), StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
        {
            var names = string.Join(" and ", twice.Select(column => $"'{column.Name}'"));
            throw new ArgumentException($"The columns {names} would both be '{twice.Key}' in the file; drop one.", nameof(embedded));
        }
    }

    // What the reader would refuse, or would have lost.
    private void RequireReadable()
    {
        foreach (var column in _columns)
        {
            var field = FieldNames.OfColumn(column.Name);
            var isNamedLabel = FieldsOf.IsLabel(column) && ColumnTexts.KeyValues(column).Length > 0;
            if (field == FieldNames.OfColumn(FieldNames.Label) && !isNamedLabel)
                throw Mismatch(column, "key of UInt32 with names of text");
            if (field == FieldNames.OfColumn(FieldNames.Name) && column.Type is not TextDataViewType)
                throw Mismatch(column, "text");
        }
    }

    private static ArgumentOutOfRangeException Mismatch(DataViewSchema.Column column, string expected)
        => ColumnErrors.Mismatch(column.Name, expected, column.Type.ToString()!, "embedded");

    private int GroupRows => Math.Clamp(RowGroupBytes / (sizeof(float) * _size), MinRows, MaxRows);

    /// <summary>Writes all rows.</summary>
    /// <returns>How many they were.</returns>
    public long Write(Stream stream)
    {
        using var cursor = _embedded.GetRowCursor(_columns);
        FieldWriter[] fields = [.. _columns.SelectMany(column => FieldsOf.Column(new(column, cursor), _size, GroupRows))];
        using var file = new ParquetOutput(stream, [.. fields.Select(field => field.Field)], FactsText.Write(Facts()));
        var rows = 0L;
        var waiting = 0;
        while (cursor.MoveNext())
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            foreach (var field in fields)
                field.Add();
            rows++;
            waiting++;
            if (waiting < GroupRows)
                continue;
            file.Write([.. fields.Select(field => field.Take())], waiting);
            waiting = 0;
        }

        if (waiting > 0)
            file.Write([.. fields.Select(field => field.Take())], waiting);
        file.Finish();
        _options.AtEnd?.Invoke(rows);
        return rows;
    }

    private FileFacts Facts() => new()
    {
        EncoderHash = _options.EncoderHash!,
        Layout = _options.Layout,
        Preparation = _options.Preparation,
        Recordings = _options.Recordings,
        Shard = _options.Shard,
        ShardCount = _options.ShardCount,
        Labels = [.. _columns.Where(FieldsOf.IsLabel).SelectMany(column => ColumnTexts.KeyValues(column))],
        Slots = ColumnTexts.SlotNames(_embedded.Schema[FieldNames.Features]),
        Numbers = FileFacts.NoNumbers.AddRange(_columns
            .Select(column => KeyValuePair.Create(column.Name, ColumnTexts.NumberNames(column)))
            .Where(pair => pair.Value.Length > 0)),
    };
}
