namespace MsMclr.MLNet.Trainers.Training.Clips;

/// <summary>How clips are kept.</summary>
/// <param name="MemoryBytes">The most bytes that one store keeps in memory.</param>
/// <param name="Folder">Where the file goes that takes what is more.</param>
/// <param name="HalfPrecision">Whether coordinates are kept as 16-bit numbers.</param>
/// <param name="Options">Whose options these are, for messages.</param>
internal sealed record ClipStoreLimits(long MemoryBytes, string Folder, bool HalfPrecision, string Options = "MsMclrTrainer.Options")
{
    /// <summary>Everything in memory, as it came.</summary>
    public static ClipStoreLimits None { get; } = new(long.MaxValue, Path.GetTempPath(), HalfPrecision: false);
}
