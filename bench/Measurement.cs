using System.Text.Json.Serialization;

namespace MsMclr.MLNet.Bench;

/// <summary>One line of a benchmark: a value, and what it is compared with where something is.</summary>
/// <param name="Name">What was measured, for example <c>load.ntu</c>.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Against">The peer, in words; null if the value stands alone.</param>
/// <param name="Ratio">How many times better than the peer; null if there is none.</param>
internal sealed record Measurement(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("value")] double Value,
    [property: JsonPropertyName("unit")] string Unit,
    [property: JsonPropertyName("against")] string? Against = null,
    [property: JsonPropertyName("ratio")] double? Ratio = null);
