using System.Text.Json;

namespace MsMclr.MLNet.Transforms.Pretrained;

/// <summary>What <c>results.json</c> of an evaluation says of an encoder.</summary>
/// <param name="Dataset">The recordings.</param>
/// <param name="Split">The protocol.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="Epochs">Passes over the training clips.</param>
/// <param name="Rows">The figures: what was measured, and the shares of the encoder and of its rivals.</param>
internal sealed record PretrainedFigures(string Dataset, string Split, string Recipe, string Epochs, List<PretrainedFigure> Rows)
{
    private const int MostBytes = 16 << 20;

    // Of results.json, and what a reader calls them.
    private static readonly (string Key, string Name)[] Measured = [("linear", "linear head"), ("knn", "nearest neighbors")];

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">It is none that an evaluation wrote.</exception>
    public static PretrainedFigures Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new FileNotFoundException($"There is no file of results at '{path}'.", path);
        if (file.Length > MostBytes)
            throw new FormatException($"'{path}' has {file.Length:N0} bytes; at most {MostBytes:N0} are expected of results.");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return Of(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new FormatException($"'{path}' is no results.json of an evaluation: {e.Message}", e);
        }
    }

    private static PretrainedFigures Of(JsonElement root)
    {
        List<PretrainedFigure> rows = [.. Measured.Select(measured => PretrainedFigure.Of(measured.Name, root.GetProperty(measured.Key)))];
        if (root.TryGetProperty("few_labels", out var few) && few.ValueKind == JsonValueKind.Object)
            rows.AddRange(few.EnumerateObject().Select(labels => PretrainedFigure.Of($"{labels.Name} labels a class", labels.Value)));
        var epochs = root.GetProperty("epochs");
        return new PretrainedFigures(Text(root, "dataset"), Text(root, "split"), Text(root, "recipe"), epochs.GetRawText(), rows);
    }

    private static string Text(JsonElement root, string key) => root.GetProperty(key).GetString() ?? "";
}
