using System.Globalization;
using MsMclr.MLNet.Cli.Serve.Receiving;

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

    /// <summary>The SHA-256 that the model's file must have, as it was told when the model was saved; null for any.</summary>
    public string? ModelSha256 { get; init; }

    /// <summary>Whether a model is refused that has no SHA-256 of itself, as one that was forged may have none.</summary>
    public bool RequireSeal { get; init; }

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

    /// <summary>
    /// The memory that bodies may take at a time, those of all requests together, each counted as it is received and as it is read; more
    /// are answered with 503. Null for a sixteenth of the memory that the process may use, at least for one of <see cref="MaxBytes"/> and
    /// at most 256 MiB.
    /// </summary>
    public long? MaxReceivedBytes { get; init; }

    /// <summary>
    /// The same for one address, or one IPv6 network of 64 bits. Behind a proxy all clients have its address. Null for half of it, at
    /// least for one of <see cref="MaxBytes"/>.
    /// </summary>
    public long? MaxReceivedBytesPerAddress { get; init; }

    /// <summary>How long a client may take to say anything, then to send its headers, and then its clip.</summary>
    public double ReceiveSeconds { get; init; } = 15;

    /// <summary>How long a connection is kept between requests.</summary>
    public double IdleSeconds { get; init; } = 75;

    /// <summary>How long a request may take in all.</summary>
    public double TimeoutSeconds { get; init; } = 30;

    /// <summary>Connections at a time. For one more, the one that has been idle longest is closed; if none is idle, the new one.</summary>
    public int MaxConnections { get; init; } = 256;

    /// <summary>The same for one address, or one IPv6 network of 64 bits. Behind a proxy all clients have its address.</summary>
    public int MaxConnectionsPerAddress { get; init; } = 128;

    /// <summary>Streams at a time, each with a connection and memory of its own; more are answered with 429.</summary>
    public int MaxStreams { get; init; } = 32;

    /// <summary>The same for one address, or one IPv6 network of 64 bits.</summary>
    public int MaxStreamsPerAddress { get; init; } = 8;

    /// <summary>
    /// Hosts that requests may name, separated by semicolons; <c>*.example.com</c> for subdomains, <c>*</c> for any. Null for those of
    /// loopback where a request comes over loopback, and any elsewhere.
    /// </summary>
    public string? AllowedHosts { get; init; }

    /// <summary>Addresses at which health is told too, separated by semicolons, with connections of their own; null for none.</summary>
    public string? HealthUrls { get; init; }

    /// <summary>The time from one self-test of the model to the next; 0 for none after the start.</summary>
    public double SelfTestSeconds { get; init; } = 60;

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

    private const long MostByDefault = 256L << 20;

    /// <summary><see cref="MaxReceivedBytes"/>, or what stands for null.</summary>
    public long ReceivedBytesBudget => MaxReceivedBytes
        ?? Math.Max(LargestBody, Math.Min(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16, MostByDefault));

    /// <summary><see cref="MaxReceivedBytesPerAddress"/>, or what stands for null.</summary>
    public long ReceivedBytesOfOneAddress => MaxReceivedBytesPerAddress ?? Math.Max(LargestBody, ReceivedBytesBudget / 2);

    // Received in pieces, and read.
    private long LargestBody => 2 * (MaxBytes + ReceivedBytes.PieceSize);

    public ScoringOptions Checked()
    {
        var isHash = ModelSha256 is null || (ModelSha256.Length == 64 && ModelSha256.All(char.IsAsciiHexDigit));
        Require(isHash, ModelSha256 ?? "", nameof(ModelSha256), "64 hexadecimal digits");
        Require(MaxBytes is >= 1_024 and <= 1 << 30, MaxBytes, nameof(MaxBytes), "1024 to 1073741824");
        Require(MaxFrames is >= 1 and <= 100_000, MaxFrames, nameof(MaxFrames), "1 to 100000");
        Require(MaxBodies is >= 1 and <= 1_000, MaxBodies, nameof(MaxBodies), "1 to 1000");
        Require(ReceiveSeconds is >= 0.1 and <= 3_600, ReceiveSeconds, nameof(ReceiveSeconds), "0.1 to 3600");
        Require(TimeoutSeconds is >= 0.1 and <= 3_600, TimeoutSeconds, nameof(TimeoutSeconds), "0.1 to 3600");
        var least = string.Create(CultureInfo.InvariantCulture, $"{LargestBody} or more, for a body of {nameof(MaxBytes)}");
        Require(ReceivedBytesBudget >= LargestBody, ReceivedBytesBudget, nameof(MaxReceivedBytes), least);
        Require(ReceivedBytesOfOneAddress >= LargestBody, ReceivedBytesOfOneAddress, nameof(MaxReceivedBytesPerAddress), least);
        Require(IdleSeconds is >= 0.1 and <= 86_400, IdleSeconds, nameof(IdleSeconds), "0.1 to 86400");
        Require(MaxConnections >= 1, MaxConnections, nameof(MaxConnections), "1 or more");
        Require(MaxConnectionsPerAddress >= 1, MaxConnectionsPerAddress, nameof(MaxConnectionsPerAddress), "1 or more");
        Require(MaxStreams >= 0, MaxStreams, nameof(MaxStreams), "0 or more");
        Require(MaxStreamsPerAddress >= 0, MaxStreamsPerAddress, nameof(MaxStreamsPerAddress), "0 or more");
        Require(AllowedHosts is null || !string.IsNullOrWhiteSpace(AllowedHosts), "empty", nameof(AllowedHosts), "hosts, or *");
        Require(HealthUrls is null || !string.IsNullOrWhiteSpace(HealthUrls), "empty", nameof(HealthUrls), "addresses");
        Require(SelfTestSeconds is 0 or (>= 0.1 and <= 86_400), SelfTestSeconds, nameof(SelfTestSeconds), "0, or 0.1 to 86400");
        Require(Parallel is >= 1 and <= 1_024, Parallel, nameof(Parallel), "1 to 1024");
        Require(Queue is >= 0 and <= 100_000, Queue, nameof(Queue), "0 to 100000");
        Require(RequestsPerSecond >= 0, RequestsPerSecond, nameof(RequestsPerSecond), "0 or more");
        Require(StopSeconds is >= 0 and <= 3_600, StopSeconds, nameof(StopSeconds), "0 to 3600");
        return this;
    }

    private static void Require(bool holds, object value, string option, string allowed)
    {
        if (!holds)
            throw new ArgumentException(FormattableString.Invariant($"{Section}:{option} is {value}; allowed: {allowed}."));
    }
}
