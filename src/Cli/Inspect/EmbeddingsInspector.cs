using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Cli.Inspect.Facts;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>Looks into embeddings as 'evaluate', 'embed' and Quickstart write them.</summary>
internal static class EmbeddingsInspector
{
    /// <exception cref="FormatException">The file holds no embeddings.</exception>
    public static Inspection Of(MLContext ml, string file)
    {
        var view = Loaded(ml, file);
        var schema = view.Schema;
        if (schema.GetColumnOrNull("Features")?.Type is not VectorDataViewType { IsKnownSize: true } features)
            throw new FormatException($"'{file}' does not hold embeddings: 'Features' of known size is expected.");
        var inspection = new Inspection("embeddings");
        inspection.Add("file", Path.GetFileName(file));
        inspection.Add("columns", [.. schema.Where(column => !column.IsHidden).Select(column => column.Name)]);
        inspection.Add("feature size", features.Size);

        var clips = 0;
        var labels = new LabelCount(schema.GetColumnOrNull("Label"));
        var subjects = new SortedDictionary<uint, int>();
        using var cursor = view.GetRowCursor(schema);
        var getLabel = labels.Column is { } label ? cursor.GetGetter<uint>(label) : null;
        var getSubject = schema.GetColumnOrNull("Subject") is { } subject ? cursor.GetGetter<uint>(subject) : null;
        var number = 0u;
        while (cursor.MoveNext())
        {
            clips++;
            getLabel?.Invoke(ref number);
            if (getLabel is not null)
                labels.Add(number);
            getSubject?.Invoke(ref number);
            if (getSubject is not null)
                subjects[number] = subjects.GetValueOrDefault(number) + 1;
        }

        inspection.Add("clips", clips);
        labels.AddTo(inspection);
        if (getSubject is not null)
            inspection.Add("subjects", NumberCounts.Of(subjects));
        return inspection;
    }

    private static IDataView Loaded(MLContext ml, string file)
    {
        try
        {
            return ml.Data.LoadFromBinary(file);
        }
        catch (Exception error)
        {
            // What a damaged file throws is of many types.
            throw new FormatException($"'{file}' cannot be read as embeddings: {error.Message}", error);
        }
    }
}
