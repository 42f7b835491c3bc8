using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Specifies what <c>mlContext.Data.SaveAsSkeletonEmbeddings</c> writes beside the rows: where they come from.</summary>
public sealed class SkeletonEmbeddingsSaveOptions
{
    /// <summary>
    /// Gets or sets what tells the encoder apart from others, as the SHA-256 of its file. Embeddings of different encoders are not read
    /// together.
    /// </summary>
    /// <value>Required.</value>
    public string? EncoderHash { get; set; }

    /// <summary>Gets or sets the skeleton that the encoder reads, as <see cref="SkeletonLayout.ToJson"/> writes it.</summary>
    /// <value>Default null: not told.</value>
    public string? Layout { get; set; }

    /// <summary>Gets or sets how clips were prepared, in words of your own. Files with different ones are not read together.</summary>
    /// <value>Default null: not told.</value>
    public string? Preparation { get; set; }

    /// <summary>
    /// Gets or sets what tells the list of recordings, as a hash of their paths. Files of different lists are not read together.
    /// </summary>
    /// <value>Default null: not told.</value>
    public string? Recordings { get; set; }

    /// <summary>Gets or sets which of several files this is, from 0.</summary>
    /// <value>Default 0.</value>
    public int Shard { get; set; }

    /// <summary>Gets or sets how many files there are to be in all.</summary>
    /// <value>Default 1.</value>
    public int ShardCount { get; set; } = 1;

    /// <summary>
    /// Gets or sets what is told how many rows there were, after the last and before the file takes its name. What it throws leaves no
    /// file.
    /// </summary>
    /// <value>Default null: nobody.</value>
    public Action<long>? AtEnd { get; set; }

    /// <summary>Gets or sets what ends the writing; no file is left then.</summary>
    /// <value>Default none.</value>
    public CancellationToken CancellationToken { get; set; }

    internal SkeletonEmbeddingsSaveOptions Checked()
    {
        const string Owner = nameof(SkeletonEmbeddingsSaveOptions);
        OptionCheck.RequireText(EncoderHash, Owner, nameof(EncoderHash));
        OptionCheck.Require(ShardCount >= 1, Owner, nameof(ShardCount), ShardCount, "1 or more");
        OptionCheck.Require(Shard >= 0 && Shard < ShardCount, Owner, nameof(Shard), Shard, $"0 to {ShardCount - 1}");
        return (SkeletonEmbeddingsSaveOptions)MemberwiseClone();
    }
}
