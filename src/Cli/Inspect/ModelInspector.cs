using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Cli.Inspect.Facts;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>Looks into a saved model: what it reads, what it tells apart, and the encoder in it.</summary>
internal static class ModelInspector
{
    /// <exception cref="FormatException">The file is no model.</exception>
    public static Inspection Of(MLContext ml, string file)
    {
        var checkedFile = SkeletonModel.Check(file);
        var model = SkeletonModel.Load(ml, file, out var input);
        using var disposed = model as IDisposable;
        var output = model.GetOutputSchema(input);
        var inspection = new Inspection("model");
        inspection.Add("file", Path.GetFileName(file));
        inspection.Add("sha256", checkedFile.Sha256);
        inspection.Add("sealed", checkedFile.IsSealed ? "yes" : "no: saved without SkeletonModel.Save, so less damage is noticed");
        inspection.Add("reads", Columns(input));
        inspection.Add("writes", [.. Columns(output).Except(Columns(input))]);
        if (Actions(output) is { Count: > 0 } actions)
            inspection.Add("actions", actions);
        try
        {
            EncoderInspector.AddTo(inspection, ml, file, layout: null);
        }
        catch (FormatException none)
        {
            inspection.Add("encoder", none.Message);
        }

        return inspection;
    }

    private static List<string> Columns(DataViewSchema schema)
        => [.. schema.Where(column => !column.IsHidden).Select(column => $"{column.Name}: {column.Type}").Distinct()];

    private static List<string> Actions(DataViewSchema output)
    {
        if (output.GetColumnOrNull("Score") is not { } score || !score.HasSlotNames())
            return [];
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        score.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
