using System.Text.Json;

namespace MsMclr.MLNet.Transforms.Pretrained;

/// <summary>One line of figures: top-1 accuracies on the test part, as fractions.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Trained">Of the encoder.</param>
/// <param name="Raw">Of the coordinates themselves.</param>
/// <param name="RandomConvolutions">Of random convolutions; null where they were not judged.</param>
internal sealed record PretrainedFigure(string Name, double Trained, double? Raw, double? RandomConvolutions)
{
    public static PretrainedFigure Of(string name, JsonElement row)
        => new(name, row.GetProperty("trained").GetDouble(), Number(row, "raw"), Number(row, "random_convolutions"));

    private static double? Number(JsonElement row, string key)
        => row.TryGetProperty(key, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : null;
}
