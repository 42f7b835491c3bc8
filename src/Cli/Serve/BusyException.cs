namespace MsMclr.MLNet.Cli.Serve;

/// <summary>More clips wait than may wait.</summary>
internal sealed class BusyException() : Exception("Too many clips are waiting to be scored; try again in a second.");
