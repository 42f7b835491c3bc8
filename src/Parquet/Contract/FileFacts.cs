using System.Collections.Immutable;

namespace MsMclr.MLNet.Parquet.Contract;

/// <summary>What a file says of its embeddings in its metadata.</summary>
internal sealed record FileFacts
{
    /// <summary>Numbers that stand for nothing.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> NoNumbers { get; }
        = ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    /// <summary>The SHA-256 of the encoder's file.</summary>
    public required string EncoderHash { get; init; }

    public string? Layout { get; init; }

    public string? Preparation { get; init; }

    /// <summary>What tells the list of recordings that the shards divide.</summary>
    public string? Recordings { get; init; }

    public int Shard { get; init; }

    public int ShardCount { get; init; } = 1;

    /// <summary>The names of the labels in the order of their keys; empty where there are none.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>The names of the features; empty where they have none.</summary>
    public ImmutableArray<string> Slots { get; init; } = [];

    /// <summary>What numbers stand for, by their column: number 1 for the first name.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Numbers { get; init; } = NoNumbers;
}
