namespace MsMclr.MLNet.Cli.Serve.Streaming;

/// <summary>The first thing that a client is told: how its stream is read, in frames.</summary>
internal sealed record StreamBegin(int Window, int Hop, int Delay)
{
    /// <summary>What kind of message it is.</summary>
    public string Kind => "ready";
}
