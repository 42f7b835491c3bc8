using Microsoft.ML;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.Export;

/// <summary>Adds a part of a saved model to the graph.</summary>
internal static class PartGraph
{
    /// <summary>Adds a part. What has no ONNX form becomes an error when something that is wanted depends on it.</summary>
    public static void Add(MLContext context, GraphColumns columns, ITransformer part)
    {
        var before = columns.Schema;
        var after = part.GetOutputSchema(before);
        var made = Made(before, after);
        switch (part)
        {
            case ColumnCopyingTransformer copying:
                Copy(columns, copying, made);
                break;
            case ColumnSelectingTransformer:
                break;
            default:
                Include(context, columns, part, made);
                break;
        }

        columns.Continue(after);
    }

    // A column that is replaced stands in the schema still, hidden.
    private static DataViewSchema.Column[] Made(DataViewSchema before, DataViewSchema after)
    {
        var earlier = before.CountBy(column => column.Name).ToDictionary();
        var later = after.CountBy(column => column.Name);
        return [.. later.Where(name => name.Value > earlier.GetValueOrDefault(name.Key)).Select(name => after[name.Key])];
    }

    private static void Copy(GraphColumns columns, ITransformer copying, DataViewSchema.Column[] made)
    {
        var mapper = copying.GetRowToRowMapper(columns.Schema);
        (string From, string To)[] copies = [.. made.Select(column => (mapper.GetDependencies([column]).Single().Name, column.Name))];
        foreach (var (from, to) in copies)
            columns.Copy(from, to);
    }

    private static void Include(MLContext context, GraphColumns columns, ITransformer part, DataViewSchema.Column[] made)
    {
        try
        {
            if (part is OnnxTransformer scoring)
                SavedGraph.Include(context, columns, scoring, made);
            else
                ConvertedPart.Include(context, columns, part, made);
        }
        catch (Exception error)
        {
            // ML.NET's export throws many types.
            var fault = Fault(part, error);
            foreach (var column in made)
                columns.Fail(column.Name, fault);
        }
    }

    private static NotSupportedException Fault(ITransformer part, Exception error)
    {
        // The first part that cannot be written is the one to name.
        if (error is NotSupportedException { InnerException: NotSupportedException })
            return new NotSupportedException(error.Message, error);
        const string Remedy = "Leave it out, or fit a head that has a form in ONNX (docs/deployment.md has a table)";
        var told = $"The model's {PartName.Of(part)} cannot be written as ONNX: {error.Message.TrimEnd('.')}. {Remedy}.";
        return new NotSupportedException(told, error);
    }
}
