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

    public IEnumerable<Option> All => [Length, Centering, Turning];

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
        return new Preparation(
            parsed.GetValue(Length) ?? usual.Length,
            parsed.GetValue(Centering) ?? usual.Centering,
            turning ?? usual.Turning);
    }
}
