namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>A folder was begun with other arguments.</summary>
internal sealed class ManifestMismatchException(string message) : FormatException(message);
