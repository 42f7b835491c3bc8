namespace MsMclr.MLNet.Cli.Serve;

/// <summary>How much speaks for an action.</summary>
internal sealed record ActionScore(string Action, float Score);
