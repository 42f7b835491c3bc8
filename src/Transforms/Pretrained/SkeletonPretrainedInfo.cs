namespace MsMclr.MLNet;

/// <summary>What is known of a folder with an encoder that somebody hands on.</summary>
/// <param name="Name">Gets what the encoder is called.</param>
/// <param name="Sha256">Gets the SHA-256 of the folder's <c>SHA256SUMS</c>, 64 hexadecimal digits, which stands for all its files. Kept
/// elsewhere, it tells whether a folder is the one that was saved.</param>
/// <param name="EncoderSha256">Gets what tells the encoder from others (<see cref="SkeletonEmbedder.Sha256"/>).</param>
/// <param name="Data">Gets which recordings it was trained on; null where that is not told.</param>
/// <param name="License">Gets the licence of the weights; null where that is not told.</param>
/// <param name="Files">Gets the files that were checked, and the SHA-256 of each.</param>
public sealed record SkeletonPretrainedInfo(
    string Name,
    string Sha256,
    string EncoderSha256,
    string? Data,
    string? License,
    IReadOnlyList<KeyValuePair<string, string>> Files);
