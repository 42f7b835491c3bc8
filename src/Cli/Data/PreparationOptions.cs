using System.CommandLine;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>The options that say how clips are prepared, where it is not as the recipe says.</summary>
internal sealed class PreparationOptions
{
    public Option<ClipLengthRule?> Length { get; } = new("--length")
    {
        Description = "Which of a clip's frames are used.",
        HelpName = string.Join('|', Enum.GetNames<ClipLengthRule>()),
    };

    public Option<ClipCentering?> Centering { get; } = new("--centering")
    {
        Description = "Where the origin is put.",
        HelpName = string.Join('|', Enum.GetNames<ClipCentering>()),
    };

    public Option<ClipTurning?> Turning { get; } = new("--turning")
    {
        Description = "How clips are turned about the vertical axis.",
        HelpName = string.Join('|', Enum.GetNames<ClipTurning>()),
    };

    public Option<ClipScale?> Scale { get; } = new("--scale")
    {
        Description = "What coordinates are divided by.",
        HelpName = string.Join('|', Enum.GetNames<ClipScale>()),
    };

    public IEnumerable<Option> All => [Length, Centering, Turning, Scale];

    /// <summary>What is asked for, as in <c>Scale=TrunkLength</c>.</summary>
    public IEnumerable<string> Changes(ParseResult parsed)
    {
        if (parsed.GetValue(Length) is { } length)
            yield return $"{nameof(Length)}={length}";
        if (parsed.GetValue(Centering) is { } centering)
            yield return $"{nameof(Centering)}={centering}";
        if (parsed.GetValue(Turning) is { } turning)
            yield return $"{nameof(Turning)}={turning}";
        if (parsed.GetValue(Scale) is { } scale)
            yield return $"{nameof(Scale)}={scale}";
    }

    /// <summary>The preparation that the options ask for.</summary>
    /// <param name="parsed">The command's words.</param>
    /// <param name="isPaper">As the authors did, where nothing else is said; otherwise ours.</param>
    /// <param name="canTurn">Whether the skeleton has depth and shoulders.</param>
    /// <exception cref="FormatException">Clips cannot be turned.</exception>
    public Preparation Of(ParseResult parsed, bool isPaper, bool canTurn)
    {
        var turning = parsed.GetValue(Turning);
        Refusal.Unless(
            canTurn || turning is null or ClipTurning.None,
            $"--turning {turning}: clips are turned by their shoulders and their depth, and these have not both; take None.");
        var usual = Preparation.Of(isPaper, canTurn);
        return usual with
        {
            Length = parsed.GetValue(Length) ?? usual.Length,
            Centering = parsed.GetValue(Centering) ?? usual.Centering,
            Turning = turning ?? usual.Turning,
            Scale = parsed.GetValue(Scale) ?? usual.Scale,
        };
    }
}
