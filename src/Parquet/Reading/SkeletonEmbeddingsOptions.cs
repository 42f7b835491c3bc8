using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Specifies what <c>mlContext.Data.LoadFromSkeletonEmbeddings</c> takes for a folder of embeddings, and its limits.</summary>
public sealed class SkeletonEmbeddingsOptions
{
    /// <summary>Gets or sets a value indicating whether a folder may be read in which shards are missing.</summary>
    /// <value>Default false: the missing ones are named, and nothing is read.</value>
    public bool AllowMissingShards { get; set; }

    /// <summary>Gets or sets the most files in a folder.</summary>
    /// <value>Default 100,000.</value>
    public int MaxFiles { get; set; } = 100_000;

    /// <summary>Gets or sets the most features of a row.</summary>
    /// <value>Default 65,536.</value>
    public int MaxEmbeddingSize { get; set; } = 65_536;

    /// <summary>Gets or sets the largest row group, in bytes before compression, its texts as they are read. One is held in memory, and
    /// eight where rows are shuffled.</summary>
    /// <value>Default 256 MiB.</value>
    public long MaxRowGroupBytes { get; set; } = 256L << 20;

    /// <summary>Gets or sets the longest text, a clip's name say, in bytes of UTF-8.</summary>
    /// <value>Default 65,536.</value>
    public int MaxTextBytes { get; set; } = 65_536;

    /// <summary>Gets or sets the largest footer of a file, in bytes: its schema, its metadata, and where row groups are.</summary>
    /// <value>Default 16 MiB.</value>
    public int MaxFooterBytes { get; set; } = 16 << 20;

    internal SkeletonEmbeddingsOptions Checked()
    {
        const string Owner = nameof(SkeletonEmbeddingsOptions);
        OptionCheck.Require(MaxFiles >= 1, Owner, nameof(MaxFiles), MaxFiles, "1 or more");
        OptionCheck.Require(MaxEmbeddingSize >= 1, Owner, nameof(MaxEmbeddingSize), MaxEmbeddingSize, "1 or more");
        OptionCheck.Require(MaxRowGroupBytes >= 1, Owner, nameof(MaxRowGroupBytes), MaxRowGroupBytes, "1 or more");
        OptionCheck.Require(MaxTextBytes >= 1, Owner, nameof(MaxTextBytes), MaxTextBytes, "1 or more");
        OptionCheck.Require(MaxFooterBytes >= 1, Owner, nameof(MaxFooterBytes), MaxFooterBytes, "1 or more");
        return (SkeletonEmbeddingsOptions)MemberwiseClone();
    }
}
