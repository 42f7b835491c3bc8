namespace MsMclr.MLNet;

/// <summary>
/// The exception that is thrown when going on with pretraining is pointless: the loss or a weight is not finite, or all clips have come
/// to share one key.
/// </summary>
public sealed class PretrainingFailedException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and what to change.</param>
    /// <param name="checkpointFile">The newest checkpoint, written before it happened; null where there is none.</param>
    public PretrainingFailedException(string message, string? checkpointFile)
        : base(message) => CheckpointFile = checkpointFile;

    /// <summary>Gets the newest checkpoint, written before it happened; null where there is none.</summary>
    public string? CheckpointFile { get; }
}
