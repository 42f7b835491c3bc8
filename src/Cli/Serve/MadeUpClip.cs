namespace MsMclr.MLNet.Cli.Serve;

/// <summary>A clip as it can be posted, and what its maker meant it to be.</summary>
internal sealed record MadeUpClip(string Action, float?[][]?[][] Frames);
