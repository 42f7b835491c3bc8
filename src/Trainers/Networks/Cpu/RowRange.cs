namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>Some consecutive rows of a batch.</summary>
/// <param name="Index">Which range it is.</param>
/// <param name="First">Its first row.</param>
/// <param name="End">The row after its last.</param>
internal readonly record struct RowRange(int Index, int First, int End);
