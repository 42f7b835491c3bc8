namespace MsMclr.MLNet.Cli.Serve;

/// <summary>
/// Section <c>Scoring</c> of the configuration: command line (<c>--model</c>), environment (<c>Scoring__Model</c>) or
/// <c>appsettings.json</c>.
/// </summary>
internal sealed record ScoringOptions
{
    public const string Section = "Scoring";

    /// <summary>The saved model.</summary>
    public string Model { get; init; } = Path.Combine("artifacts", "quickstart", "action.zip");

    /// <summary>
    /// Embeddings with labels and names to look neighbors up in; null for <c>embeddings.idv</c> beside the model, if it is there.
    /// </summary>
    public string? Neighbors { get; init; }

    /// <summary>The largest request.</summary>
    public long MaxBytes { get; init; } = 8 << 20;

    /// <summary>The longest clip: half a minute at 30 frames a second.</summary>
    public int MaxFrames { get; init; } = 900;

    /// <summary>The most bodies in a frame; those that the model has no room for are left out.</summary>
    public int MaxBodies { get; init; } = 8;

    /// <summary>How long a client may take to send its headers, and then its clip.</summary>
    public double ReceiveSeconds { get; init; } = 15;

    /// <summary>How long a request may take in all.</summary>
    public double TimeoutSeconds { get; init; } = 30;

    /// <summary>Connections at a time; with <see cref="MaxBytes"/> it bounds the memory that senders can claim.</summary>
    public int MaxConnections { get; init; } = 256;

    /// <summary>Clips that are scored at the same time.</summary>
    public int Parallel { get; init; } = Environment.ProcessorCount;

    /// <summary>Received clips that may wait for their turn; more are answered with 503.</summary>
    public int Queue { get; init; } = 256;

    /// <summary>
    /// Requests a second that one address may make, more are answered with 429; 0 for any number. Behind a proxy all clients have its
    /// address.
    /// </summary>
    public int RequestsPerSecond { get; init; }

    /// <summary>How long a stopping service waits for the requests it has accepted.</summary>
    public double StopSeconds { get; init; } = 20;

    public ScoringOptions Checked()
    {
        Require(MaxBytes is >= 1_024 and <= 1 << 30, MaxBytes, nameof(MaxBytes), "1024 to 1073741824");
        Require(MaxFrames is >= 1 and <= 100_000, MaxFrames, nameof(MaxFrames), "1 to 100000");
        Require(MaxBodies is >= 1 and <= 1_000, MaxBodies, nameof(MaxBodies), "1 to 1000");
        Require(ReceiveSeconds is >= 0.1 and <= 3_600, ReceiveSeconds, nameof(ReceiveSeconds), "0.1 to 3600");
        Require(TimeoutSeconds is >= 0.1 and <= 3_600, TimeoutSeconds, nameof(TimeoutSeconds), "0.1 to 3600");
        Require(MaxConnections >= 1, MaxConnections, nameof(MaxConnections), "1 or more");
        Require(Parallel is >= 1 and <= 1_024, Parallel, nameof(Parallel), "1 to 1024");
        Require(Queue is >= 0 and <= 100_000, Queue, nameof(Queue), "0 to 100000");
        Require(RequestsPerSecond >= 0, RequestsPerSecond, nameof(RequestsPerSecond), "0 or more");
        Require(StopSeconds is >= 0 and <= 3_600, StopSeconds, nameof(StopSeconds), "0 to 3600");
        return this;
    }

    private static void Require(bool holds, object value, string option, string allowed)
    {
        if (!holds)
            throw new ArgumentException($"{Section}:{option} is {value}; allowed: {allowed}.");
    }
}
