using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>Reads the names of labels.</summary>
internal static class LabelNames
{
    /// <summary>The names in the order of the keys; empty where the column has none.</summary>
    public static IReadOnlyList<string> Of(DataViewSchema.Column? column)
    {
        if (column is not { Type: KeyDataViewType } key)
            return [];
        if (key.Annotations.Schema.GetColumnOrNull("KeyValues")?.Type is not VectorDataViewType { ItemType: TextDataViewType })
            return [];
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        key.GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
