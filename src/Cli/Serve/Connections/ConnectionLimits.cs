namespace MsMclr.MLNet.Cli.Serve.Connections;

/// <summary>How many connections may be open, and how long one may say nothing before its first request.</summary>
internal sealed record ConnectionLimits(int Most, int MostPerAddress, TimeSpan Silence);
