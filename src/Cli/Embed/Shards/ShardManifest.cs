using System.Globalization;
using System.Text.Json;

namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>
/// What a folder of shards was begun with. Whoever comes later does the same, or is refused: files that were made differently, or of
/// another list of recordings, would not make a whole.
/// </summary>
internal sealed record ShardManifest
{
    private const string FileName = "_manifest.json";
    private const int CurrentVersion = 1;
    private const int MaxBytes = 1 << 20;
    private const int RecordingsOfShard = 10_000;
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The SHA-256 of the encoder's file.</summary>
    public required string Encoder { get; init; }

    public required int EmbeddingSize { get; init; }

    /// <summary>How many files there are to be; 0 where this is not said, before the folder is begun.</summary>
    public required int Shards { get; init; }

    public required int Recordings { get; init; }

    /// <summary>The SHA-256 of their names.</summary>
    public required string RecordingsHash { get; init; }

    public required string Preparation { get; init; }

    /// <summary>The options that say how recordings are read.</summary>
    public required string[] Options { get; init; }

    /// <summary>Begins a folder, or goes on with it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="asked">What is asked for now.</param>
    /// <returns>What holds.</returns>
    /// <exception cref="ManifestMismatchException">The folder was begun with something else.</exception>
    public static ShardManifest Begin(string folder, ShardManifest asked)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            var shards = asked.Shards > 0 ? asked.Shards : Math.Max(1, (asked.Recordings + RecordingsOfShard - 1) / RecordingsOfShard);
            var first = JsonSerializer.SerializeToUtf8Bytes(asked with { Shards = shards }, Written);
            // Of several that begin at once one is the first.
            FirstFile.Write(path, first);
        }

        var begun = Read(path);
        begun.Require(asked, folder);
        return begun;
    }

    private static ShardManifest Read(string path)
    {
        var remedy = $"Take another folder, or delete {path} with the files beside it.";
        if (new FileInfo(path).Length > MaxBytes)
            throw new FormatException($"{path}: it is too long for a manifest. {remedy}");
        try
        {
            var read = JsonSerializer.Deserialize<ShardManifest>(File.ReadAllBytes(path), Written);
            if (read is { Version: CurrentVersion, Shards: > 0 })
                return read;
        }
        catch (JsonException error)
        {
            throw new FormatException($"{path}: it is no manifest ({error.Message}). {remedy}", error);
        }

        throw new FormatException($"{path}: it is no manifest of version {CurrentVersion}. {remedy}");
    }

    private void Require(ShardManifest asked, string folder)
    {
        Same("encoder", Encoder, asked.Encoder);
        Same("preparation", Preparation, asked.Preparation);
        Same("options", string.Join(' ', Options), string.Join(' ', asked.Options));
        Same("number of recordings", Text(Recordings), Text(asked.Recordings));
        Same("list of recordings", RecordingsHash, asked.RecordingsHash);
        if (asked.Shards > 0)
            Same("number of shards", Text(Shards), Text(asked.Shards));

        void Same(string what, string there, string now)
        {
            if (there == now)
                return;
            throw new ManifestMismatchException(
                $"{folder}: it was begun with another {what} ({there}; now {now}). Its files would not make a whole: take a new folder for "
                + "this, or the same arguments again.");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
