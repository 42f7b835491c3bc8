using System.Collections.Immutable;

namespace MsMclr.MLNet;

/// <summary>What an <see cref="ActionRecognizer"/> tells of one person.</summary>
public sealed class ActionRecognition
{
    internal ActionRecognition()
    {
    }

    /// <summary>Gets what is told.</summary>
    public RecognitionKind Kind { get; internal init; }

    /// <summary>Gets who, counted from 1 in the order in which people entered. No number is given twice.</summary>
    public int Person { get; internal init; }

    /// <summary>Gets the tracker's id of the person; null where there is none.</summary>
    public ulong? Id { get; internal init; }

    /// <summary>Gets the frame after which it is told.</summary>
    public long Frame { get; internal init; }

    /// <summary>Gets the same in seconds: the frame's number over the frame rate.</summary>
    public double Seconds { get; internal init; }

    /// <summary>Gets the first frame of the window; else the first one in which the person was seen.</summary>
    public long FirstFrame { get; internal init; }

    /// <summary>Gets the last frame of the window; else the last one in which the person was seen.</summary>
    public long LastFrame { get; internal init; }

    /// <summary>
    /// Gets whom the window has in its further places, in their order (<see cref="ActionRecognizer.Options.Companions"/>).
    /// </summary>
    public ImmutableArray<int> Companions { get; internal init; } = [];

    /// <summary>
    /// Gets what the model says of the window: the bits that <see cref="SkeletonScorer.Score(ReadOnlyMemory{float})"/> gives for it. Null
    /// where no window was scored.
    /// </summary>
    public SkeletonPrediction? Prediction { get; internal init; }

    /// <summary>Gets why the scorer refuses the window; null where it does not.</summary>
    public SkeletonClipException? Refused { get; internal init; }

    /// <summary>
    /// Gets the probabilities after smoothing over the person's windows, in the order of <see cref="ActionRecognizer.Labels"/>. Empty as
    /// long as no window was scored.
    /// </summary>
    public ImmutableArray<float> Probabilities { get; internal init; } = [];

    /// <summary>Gets what the person does; null is "nothing that I know".</summary>
    public string? Action { get; internal init; }

    /// <summary>Gets the smoothed probability of <see cref="Action"/>, and of the likeliest action where that is null.</summary>
    public float Confidence { get; internal init; }

    /// <summary>Gets the action that is over with this, from its first to its last frame; null where none is.</summary>
    public ActionInterval? Ended { get; internal init; }

    /// <summary>Tells it in a line.</summary>
    /// <returns>The line.</returns>
    public override string ToString()
    {
        var what = Kind == RecognitionKind.Window ? $"{Action ?? "nothing known"} {Confidence:f2}" : Kind.ToString();
        return FormattableString.Invariant($"{Seconds:f2} s, person {Person}: ") + what;
    }
}
