namespace MsMclr.MLNet.Cli.Serve;

/// <summary>A well-formed clip that the model can make nothing of.</summary>
internal sealed class UnscorableClipException(string message, Exception? inner = null) : Exception(message, inner);
