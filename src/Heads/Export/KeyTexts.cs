using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Heads.Export;

/// <summary>Keys among the outputs are written as what they stand for: outside of ML.NET nobody knows what a key means.</summary>
internal static class KeyTexts
{
    /// <summary>Adds the step from keys to their values.</summary>
    public static void Add(MLContext context, GraphColumns columns, IEnumerable<string> outputs)
    {
        foreach (var name in outputs)
        {
            var column = columns.Schema[name];
            if (column.Type is not KeyDataViewType || column.Annotations.Schema.GetColumnOrNull("KeyValues") is null)
                continue;
            var view = new EmptyView(columns.Schema);
            PartGraph.Add(context, columns, context.Transforms.Conversion.MapKeyToValue(name).Fit(view));
        }
    }
}
