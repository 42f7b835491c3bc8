namespace MsMclr.MLNet.Cli.Serve;

/// <summary>What the service scores with, and what it takes.</summary>
/// <param name="Model">The file's name.</param>
/// <param name="Actions">What it can tell apart.</param>
/// <param name="Layout">The skeleton.</param>
/// <param name="Joints">Its joints.</param>
/// <param name="Bones">Child and parent of each bone.</param>
/// <param name="Bodies">How many bodies count.</param>
/// <param name="Channels">Coordinates a joint.</param>
/// <param name="Features">The embedding's length.</param>
/// <param name="Neighbors">How many known clips there are.</param>
/// <param name="ContentTypes">What may be posted.</param>
/// <param name="MaxBytes">The largest request.</param>
/// <param name="MaxFrames">The longest clip.</param>
/// <param name="Samples">Whether <c>/sample</c> makes up clips of this skeleton.</param>
internal sealed record ModelDescription(
    string Model,
    IReadOnlyList<string> Actions,
    string Layout,
    IReadOnlyList<string> Joints,
    int[][] Bones,
    int Bodies,
    int Channels,
    int Features,
    int Neighbors,
    IReadOnlyList<string> ContentTypes,
    long MaxBytes,
    int MaxFrames,
    bool Samples);
