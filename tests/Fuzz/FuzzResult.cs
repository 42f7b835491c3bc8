namespace MsMclr.MLNet.Fuzzing;

/// <summary>What became of an input.</summary>
/// <param name="Taken">Whether it was loaded.</param>
/// <param name="Find">What is wrong with how it was handled; null if nothing is.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Allocated">How many bytes were allocated.</param>
internal sealed record FuzzResult(bool Taken, string? Find, double Milliseconds, long Allocated);
