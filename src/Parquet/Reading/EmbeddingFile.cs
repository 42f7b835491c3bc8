using System.Collections.Immutable;
using Apache.Arrow;
using Apache.Arrow.Types;
using MsMclr.MLNet.Parquet.Contract;
using ParquetSharp.Arrow;

namespace MsMclr.MLNet.Parquet.Reading;

/// <summary>What is known of a file without reading a row.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Facts">What it says of itself.</param>
/// <param name="Fields">Its columns.</param>
/// <param name="Size">E, the size of an embedding.</param>
/// <param name="Groups">How many rows each row group has.</param>
internal sealed record EmbeddingFile(
    string Path, FileFacts Facts, ImmutableArray<FileField> Fields, int Size, ImmutableArray<int> Groups)
{
    /// <summary>What rows may take.</summary>
    public required SkeletonEmbeddingsOptions Limits { get; init; }

    /// <exception cref="FormatException">It is no file of embeddings, or is beyond a limit.</exception>
    public static EmbeddingFile Open(string path, SkeletonEmbeddingsOptions limits)
    {
        FileFooter.Check(path, limits.MaxFooterBytes);
        return Native.Read(path, () =>
        {
            using var reader = new FileReader(path);
            using var parquet = reader.ParquetReader;
            var pairs = parquet.FileMetaData.KeyValueMetadata;
            try
            {
                var facts = FactsText.Read(pairs);
                var (fields, size) = Columns(reader.Schema, facts, limits);
                ImmutableArray<int> groups = [.. Enumerable.Range(0, parquet.FileMetaData.NumRowGroups).Select(group => Rows(group, size))];
                return new EmbeddingFile(path, facts, fields, size, groups) { Limits = limits };
            }
            catch (FormatException error)
            {
                throw new FormatException($"{path}: {error.Message}.", error);
            }

            int Rows(int group, int size)
            {
                using var rows = parquet.RowGroup(group);
                var count = rows.MetaData.NumRows;
                // What a footer says of bytes may be untrue; so many features take so many in any case.
                var features = (long)Math.Min((double)count * size * sizeof(float), long.MaxValue / 2);
                return Checked(count, Math.Max(rows.MetaData.TotalByteSize, features), group, limits);
            }
        });
    }

    private static int Checked(long rows, long bytes, int group, SkeletonEmbeddingsOptions limits)
    {
        if (rows is < 0 or > int.MaxValue)
            throw new FormatException($"row group {group} would have {rows} rows");
        if (bytes > limits.MaxRowGroupBytes)
        {
            throw new FormatException(
                $"row group {group} has {bytes} bytes, more than {nameof(SkeletonEmbeddingsOptions)}."
                + $"{nameof(SkeletonEmbeddingsOptions.MaxRowGroupBytes)} ({limits.MaxRowGroupBytes})");
        }

        return (int)rows;
    }

    private static (ImmutableArray<FileField> Fields, int Size) Columns(Schema schema, FileFacts facts, SkeletonEmbeddingsOptions limits)
    {
        var words = facts.Numbers.Keys.Select(column => FieldNames.OfColumn(column) + FieldNames.NameEnding).ToHashSet();
        var fields = schema.FieldsList
            .Select((field, place) => new FileField(FieldNames.ColumnOf(field.Name), field.DataType.TypeId, place))
            .Where(field => !words.Contains(field.Column))
            .ToImmutableArray();
        foreach (var field in fields)
            field.Check();
        if (schema.FieldsList.FirstOrDefault(field => field.Name == FieldNames.OfColumn(FieldNames.Features)) is not { } features)
            throw new FormatException("it has no column 'features'");
        if (features.DataType is not FixedSizeListType { ValueDataType: FloatType, ListSize: var size })
            throw new FormatException("its column 'features' is no list of one size of 32-bit numbers");
        if (size < 1 || size > limits.MaxEmbeddingSize)
        {
            throw new FormatException(
                $"it has {size} features a row; allowed are 1 to {nameof(SkeletonEmbeddingsOptions)}."
                + $"{nameof(SkeletonEmbeddingsOptions.MaxEmbeddingSize)} ({limits.MaxEmbeddingSize})");
        }

        if (facts.Slots.Length > 0 && facts.Slots.Length != size)
            throw new FormatException($"it has {size} features a row, and names for {facts.Slots.Length}");
        return (fields, size);
    }
}
