namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>How many groups are summed, and how many positions of each.</summary>
internal readonly record struct Positions(int Groups, int Count);
