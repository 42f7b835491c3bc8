namespace MsMclr.MLNet.Cli.Data;

/// <summary>How recordings are read.</summary>
/// <param name="Files">The format of the files.</param>
/// <param name="Names">What clips' names tell besides, or null.</param>
internal sealed record RecordingFormat(ISkeletonFormat Files, ClipNamePattern? Names)
{
    /// <summary>Whether clips tell what is done in them.</summary>
    public bool IsLabeled => Names is { TellsAction: true } || !Files.Actions.IsDefaultOrEmpty;

    /// <summary>Whether clips can be turned about the vertical axis.</summary>
    public bool CanTurn => Layouts.CanTurn(Files);
}
