using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Search;

/// <summary>The rows of a folder of embeddings, one after the other.</summary>
internal sealed class EmbeddedClips(IDataView embeddings)
{
    /// <summary>Numbers of an embedding.</summary>
    public int Dimension { get; } = ((VectorDataViewType)embeddings.Schema["Features"].Type).Size;

    /// <summary>All rows.</summary>
    public IEnumerable<EmbeddedClip> All()
    {
        var schema = embeddings.Schema;
        var labelColumn = schema.GetColumnOrNull("Label");
        var columns = new List<DataViewSchema.Column> { schema["Name"], schema["Features"] };
        if (labelColumn is { } column)
            columns.Add(column);
        using var cursor = embeddings.GetRowCursor(columns);
        var name = cursor.GetGetter<ReadOnlyMemory<char>>(schema["Name"]);
        var features = cursor.GetGetter<VBuffer<float>>(schema["Features"]);
        var label = labelColumn is { } key ? LabelsOf(cursor, key) : () => "";
        ReadOnlyMemory<char> text = default;
        VBuffer<float> values = default;
        while (cursor.MoveNext())
        {
            name(ref text);
            features(ref values);
            yield return new EmbeddedClip(text.ToString(), label(), OfLengthOne([.. values.DenseValues()]));
        }
    }

    private static Func<string> LabelsOf(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetKeyValues(ref names);
        var texts = names.DenseValues().Select(name => name.ToString()).ToArray();
        var getter = cursor.GetGetter<uint>(column);
        return () =>
        {
            var key = 0u;
            getter(ref key);
            return key == 0 ? "" : texts[key - 1];
        };
    }

    // Half precision holds numbers below 65,504: of length 1 they all fit, and the angle between two stays.
    private static Half[] OfLengthOne(float[] values)
    {
        var length = TensorPrimitives.Norm(values);
        if (length > 0)
            TensorPrimitives.Divide(values, length, values);
        return Array.ConvertAll(values, value => (Half)value);
    }
}
