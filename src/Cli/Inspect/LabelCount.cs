using Microsoft.ML.Data;
using Microsoft.ML;
using MsMclr.MLNet.Cli.Inspect.Facts;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>Counts clips by their labels.</summary>
internal sealed class LabelCount
{
    private readonly string[] _names = [];
    private readonly int[] _counts;
    private int _unknown;

    /// <param name="column">A key column with names, or null.</param>
    public LabelCount(DataViewSchema.Column? column)
    {
        Column = column?.Type is KeyDataViewType { RawType: var raw } && raw == typeof(uint) && HasNames(column.Value) ? column : null;
        if (Column is { } named)
        {
            var names = default(VBuffer<ReadOnlyMemory<char>>);
            named.GetKeyValues(ref names);
            _names = [.. names.DenseValues().Select(name => name.ToString())];
        }

        _counts = new int[_names.Length];
    }

    /// <summary>The column, where it holds labels with names.</summary>
    public DataViewSchema.Column? Column { get; }

    public void Add(uint label)
    {
        if (label == 0 || label > _counts.Length)
            _unknown++;
        else
            _counts[label - 1]++;
    }

    /// <summary>Adds the labels that are there, in the order of their numbers.</summary>
    public void AddTo(Inspection inspection)
    {
        if (Column is null)
            return;
        var there = _names.Zip(_counts, KeyValuePair.Create).Where(label => label.Value > 0);
        inspection.Add("labels", [.. there]);
        if (_unknown > 0)
            inspection.Add("without label", _unknown);
    }

    private static bool HasNames(DataViewSchema.Column column) => column.Annotations.Schema.GetColumnOrNull("KeyValues")?.Type
        is VectorDataViewType { ItemType: TextDataViewType };
}
