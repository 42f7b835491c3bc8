namespace MsMclr.MLNet.Cli.Serve.Receiving;

/// <summary>There is no place for a clip now. Soon there will be one.</summary>
internal sealed class BusyException(string message) : Exception(message);
