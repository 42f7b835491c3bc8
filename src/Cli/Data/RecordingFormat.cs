namespace MsMclr.MLNet.Cli.Data;

/// <summary>How recordings are read.</summary>
/// <param name="Files">The format of the files.</param>
/// <param name="Names">What clips' names tell besides, or null.</param>
/// <param name="Labels">What tells labels besides.</param>
internal sealed record RecordingFormat(ISkeletonFormat Files, ClipNamePattern? Names, LabelSources Labels)
{
    /// <summary>Whether clips tell what is done in them.</summary>
    public bool IsLabeled => Labels.TellLabels || Names is { TellsAction: true } || !Files.Actions.IsDefaultOrEmpty;

    /// <summary>Whether clips can be turned about the vertical axis.</summary>
    public bool CanTurn => Layouts.CanTurn(Files);

    /// <summary>Whether a joint has two coordinates, a score beside them or not.</summary>
    public bool IsPlanar => Files.Coordinates < 3;

    /// <summary>The same with labels in an order that is known from elsewhere, where these would be found.</summary>
    public RecordingFormat WithActions(IReadOnlyList<string> actions)
        => Labels.TellLabels ? this with { Labels = Labels with { Actions = actions } } : this;
}
