namespace MsMclr.MLNet.Experiments.Contract;

/// <summary>What tables call what was scored.</summary>
internal static class ScoreNames
{
    public const string Raw = "Raw coordinates";

    public const string RandomConvolutions = "Random convolutions";

    public const string Untrained = "Untrained encoder";

    public const string Trained = "Trained encoder";

    public const string Together = "Trained and random convolutions";

    public const string Fused = "Trained, scores fused";

    public const string Ceiling = "Same network, supervised";

    /// <summary>What the console calls the probes of what was scored.</summary>
    public static string ProbesOf(string name) => $"{name}, probes";
}
