using System.Collections.Immutable;

namespace MsMclr.MLNet;

/// <summary>What an <see cref="ExampleBank"/> says of a clip, and why.</summary>
public sealed record ExampleAnswer
{
    internal ExampleAnswer(string nearestAction, float score, float threshold, ImmutableArray<NearestExample> nearest)
    {
        NearestAction = nearestAction;
        Score = score;
        Threshold = threshold;
        Nearest = nearest;
    }

    /// <summary>Gets the action; null where the clip is of none that the bank knows.</summary>
    public string? Action => IsKnown ? NearestAction : null;

    /// <summary>Gets whether the score reaches the threshold.</summary>
    public bool IsKnown => Score > Threshold;

    /// <summary>Gets the action that the clip is most like, also where it is refused.</summary>
    public string NearestAction { get; }

    /// <summary>
    /// Gets how much the clip is like that action, -1 to 1: the mean of its similarity to the action's nearest example and to the mean of
    /// the action's examples.
    /// </summary>
    public float Score { get; }

    /// <summary>Gets the score that a clip has to exceed (<see cref="ExampleBank.Calibration"/>).</summary>
    public float Threshold { get; }

    /// <summary>Gets the examples that are most like the clip, the nearest first, of any action: the reason for the answer.</summary>
    public ImmutableArray<NearestExample> Nearest { get; }

    /// <inheritdoc/>
    public override string ToString()
        => FormattableString.Invariant($"{Action ?? "unknown"} ({Score:f2} like {NearestAction}, {Threshold:f2} needed)");
}
