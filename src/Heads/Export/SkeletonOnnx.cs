using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Heads.Export;

/// <summary>A model as one ONNX graph. Saved, it consists of ML.NET's own parts; each of them is written behind the one before.</summary>
internal static class SkeletonOnnx
{
    private static readonly string[] Usual = ["PredictedLabel", "Score", "Features"];

    public static byte[] Write(IHostEnvironment environment, ITransformer model, DataViewSchema inputSchema, SkeletonOnnxOptions options)
    {
        var clips = ColumnErrors.Require(inputSchema, options.InputColumnName);
        var context = SavingContext.For(environment.Register(nameof(SkeletonOnnx)));
        using var saved = SavedParts.Of(context, model, inputSchema);
        var columns = new GraphColumns(saved.Schema);
        foreach (var part in saved.Parts)
            PartGraph.Add(context, columns, part);
        var outputs = Outputs(columns.Schema, options);
        KeyTexts.Add(context, columns, outputs);
        foreach (var name in outputs)
            columns.Write(name);
        var inputs = columns.Graph.Prune();
        if (!inputs.Contains(options.InputColumnName))
        {
            var told = $"No output of the model ({string.Join(", ", outputs)}) depends on the clips in column '{options.InputColumnName}'.";
            throw new ArgumentException($"{told} InputColumnName and OutputColumnNames say which columns are meant.", nameof(options));
        }

        return columns.Graph.ToModel(ModelMetadata.Of(clips, columns));
    }

    private static string[] Outputs(DataViewSchema schema, SkeletonOnnxOptions options)
    {
        if (options.OutputColumnNames is null)
        {
            string[] found = [.. Usual.Where(name => schema.GetColumnOrNull(name) is not null)];
            if (found.Length == 0)
            {
                var none = $"The model has none of the columns {string.Join(", ", Usual)}. Set OutputColumnNames.";
                throw new ArgumentException(none, nameof(options));
            }

            return found;
        }

        foreach (var name in options.OutputColumnNames)
        {
            if (schema.GetColumnOrNull(name) is null)
            {
                var all = string.Join(", ", schema.Where(column => !column.IsHidden).Select(column => column.Name));
                throw new ArgumentException($"The model has no column '{name}' for OutputColumnNames; it has {all}.", nameof(options));
            }
        }

        return [.. options.OutputColumnNames];
    }
}
