namespace MsMclr.MLNet;

/// <summary>From which score on an <see cref="ExampleBank"/> takes a clip for an action that it knows, and what is known of that.</summary>
/// <param name="Threshold">The score that a clip needs. Positive infinity refuses every clip, and negative infinity none.</param>
/// <param name="IsCalibrated">Whether the examples were enough for the share that was asked for.</param>
/// <param name="FalseAcceptRate">The share of clips of unknown actions that are expected to be accepted, 0 to 1. NaN where a fixed
/// threshold
/// was set, or nothing can be said.</param>
/// <param name="Impostors">How many examples were compared with the actions of others, their own left out.</param>
/// <param name="FalseRefusalRate">The share of examples that would be refused if they were not in the bank, 0 to 1, of those whose action
/// has another one. NaN where no action has two.</param>
/// <param name="Explanation">The same in a sentence.</param>
public sealed record ExampleCalibration(
    float Threshold,
    bool IsCalibrated,
    double FalseAcceptRate,
    int Impostors,
    double FalseRefusalRate,
    string Explanation);
