namespace MsMclr.MLNet.Cli.Serve.Streaming;

/// <summary>The last thing that a client is told.</summary>
/// <param name="LeftOut">How many bodies were left out, since there were more than are followed.</param>
/// <param name="Problem">Why the stream ends; null where the client has ended it.</param>
internal sealed record StreamEnd(long LeftOut, string? Problem)
{
    /// <summary>What kind of message it is.</summary>
    public string Kind => "end";
}
