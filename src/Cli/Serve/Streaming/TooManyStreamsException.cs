namespace MsMclr.MLNet.Cli.Serve.Streaming;

/// <summary>There is no place for a further stream.</summary>
internal sealed class TooManyStreamsException(string message) : Exception(message);
