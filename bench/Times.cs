namespace MsMclr.MLNet.Bench;

/// <summary>The medians of one arm.</summary>
/// <param name="Wall">Seconds that passed.</param>
/// <param name="Processor">Seconds of all processors together, which say more where the machine is shared.</param>
internal readonly record struct Times(double Wall, double Processor);
