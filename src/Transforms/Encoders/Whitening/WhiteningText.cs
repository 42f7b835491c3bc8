using System.Globalization;

namespace MsMclr.MLNet.Transforms.Encoders.Whitening;

/// <summary>A whitening as one line of text, the form that it takes in an encoder's metadata.</summary>
internal static class WhiteningText
{
    private const string PowerKey = "power=";
    private const string ComponentsKey = "components=";
    private const string LengthKey = "unit_length=";

    /// <summary>What such a line looks like, for messages.</summary>
    public const string Example = $"{PowerKey}0.5;{ComponentsKey}256;{LengthKey}True";

    public static string Write(EmbeddingWhitening whitening) => string.Create(
        CultureInfo.InvariantCulture,
        $"{PowerKey}{whitening.Power};{ComponentsKey}{whitening.Components};{LengthKey}{whitening.UnitLength}");

    /// <summary>Reads what <see cref="Write"/> wrote; null where the text is anything else.</summary>
    public static EmbeddingWhitening? Read(string text)
    {
        var fields = text.Split(';');
        if (fields.Length != 3)
            return null;
        if (!double.TryParse(Value(fields[0], PowerKey), CultureInfo.InvariantCulture, out var power) || power is not (>= 0 and <= 1))
            return null;
        if (!int.TryParse(Value(fields[1], ComponentsKey), NumberStyles.None, CultureInfo.InvariantCulture, out var components))
            return null;
        if (components is < 1 or > 1_024 || !bool.TryParse(Value(fields[2], LengthKey), out var unitLength))
            return null;
        return new EmbeddingWhitening { Power = power, Components = components, UnitLength = unitLength };
    }

    private static string? Value(string field, string key)
        => field.StartsWith(key, StringComparison.Ordinal) ? field[key.Length..] : null;
}
