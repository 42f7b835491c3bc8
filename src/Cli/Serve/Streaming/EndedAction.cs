namespace MsMclr.MLNet.Cli.Serve.Streaming;

/// <summary>An action that is over, from its first to its last frame.</summary>
internal sealed record EndedAction(string Action, long Start, long End, float Confidence);
