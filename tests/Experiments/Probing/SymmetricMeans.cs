using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>An embedding that knows neither side nor time: over all joints and frames, means and deviations of |x|, y and z.</summary>
internal sealed class SymmetricMeans(MLContext ml) : ITransformer
{
    public bool IsRowToRowMapper => false;

    public IDataView Transform(IDataView input)
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 6);
        return ml.Data.LoadFromEnumerable(input.GetColumn<float[]>("Skeleton").Select(Means).ToList(), definition);
    }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw new NotSupportedException();

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

    public void Save(ModelSaveContext ctx) => throw new NotSupportedException();

    private static Row Means(float[] clip)
    {
        var channels = clip.Chunk(clip.Length / 3).Select(channel => channel.Select(Math.Abs).Order().ToArray()).ToArray();
        var means = channels.Select(channel => channel.Average());
        var squares = channels.Select(channel => channel.Average(value => value * value));
        return new Row { Features = [.. means, .. squares] };
    }

    public sealed class Row
    {
        public float[] Features { get; set; } = [];
    }
}
