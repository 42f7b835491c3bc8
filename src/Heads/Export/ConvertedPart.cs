using Microsoft.ML;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.Export;

/// <summary>A transformer of ML.NET's own, which ML.NET itself converts.</summary>
internal static class ConvertedPart
{
    private const string None = "ML.NET has no ONNX form of it";
    private const string OutputSuffix = ".output"; // What ML.NET adds to the name of a column.

    /// <summary>Includes what ML.NET makes of it.</summary>
    public static void Include(MLContext context, GraphColumns columns, ITransformer part, DataViewSchema.Column[] made)
    {
        if (!part.IsRowToRowMapper)
            throw new NotSupportedException("it does not work row by row");
        var mapper = part.GetRowToRowMapper(columns.Schema);
        var model = Convert(context, part, View(mapper.GetDependencies(made)));
        // ML.NET passes over a transformer that it cannot write, and its input becomes the output.
        if (model.Graph.Node.All(node => node.OpType == "Identity"))
            throw new NotSupportedException(None);
        ReplacedInput.Restore(model);
        OperatorUpgrade.Apply(model);
        var outputs = model.Graph.Output.Select(output => output.Name).ToHashSet();
        var found = made.Select(column => column.Name).Distinct().Where(name => outputs.Contains(name + OutputSuffix));
        columns.Include(model, PartName.Short(part), found.ToDictionary(name => name, name => name + OutputSuffix));
        foreach (var column in made.Where(column => !outputs.Contains(column.Name + OutputSuffix)))
            columns.Fail(column.Name, new NotSupportedException($"ML.NET does not write column '{column.Name}' as ONNX."));
    }

    // Only what it reads: ML.NET makes every column of the view an input.
    private static EmptyView View(IEnumerable<DataViewSchema.Column> read)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in read.GroupBy(column => column.Name).Select(same => same.Last()))
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        return new EmptyView(builder.ToSchema());
    }

    private static ModelProto Convert(MLContext context, ITransformer part, EmptyView view)
    {
        using var stream = new MemoryStream();
        try
        {
            context.Model.ConvertToOnnx(part, view, stream);
        }
        catch (InvalidOperationException error)
        {
            // It speaks of the whole pipeline, which is this one part.
            throw new NotSupportedException(None, error);
        }

        return ModelProto.Parser.ParseFrom(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
