namespace MsMclr.MLNet;

/// <summary>What is known of a model's file.</summary>
/// <param name="Sha256">Gets the SHA-256 of the file, 64 hexadecimal digits. Kept elsewhere, it tells whether a file is the one that was
/// saved (<see cref="SkeletonModelOptions.Sha256"/>).</param>
/// <param name="IsSealed">Gets whether the file has a SHA-256 of itself, as <see cref="SkeletonModel.Save"/> writes it. Otherwise only the
/// checksums of its entries were compared.</param>
/// <param name="HasReference">Gets whether it tells what the model gave for a clip when it was saved.</param>
public sealed record SkeletonModelInfo(string Sha256, bool IsSealed, bool HasReference);
