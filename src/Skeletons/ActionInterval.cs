namespace MsMclr.MLNet;

/// <summary>An action in a recording: what is done, from which frame to which, and by whom.</summary>
/// <example><code>var wave = new ActionInterval { Recording = "hall", Start = 30, End = 89, Action = "wave" };</code></example>
public sealed record ActionInterval
{
    /// <summary>Gets what the recording is called.</summary>
    /// <value>Default empty: there is only one.</value>
    public string Recording { get; init; } = "";

    /// <summary>Gets the first frame, counted from 0.</summary>
    public required long Start { get; init; }

    /// <summary>Gets the last frame, which is part of it.</summary>
    public required long End { get; init; }

    /// <summary>Gets what is done.</summary>
    public required string Action { get; init; }

    /// <summary>Gets how sure that is, 0 to 1. Of two found intervals the surer one counts more.</summary>
    /// <value>Default 1: it is known.</value>
    public float Confidence { get; init; } = 1;

    /// <summary>Gets who does it, counted from 1.</summary>
    /// <value>Default 0: not told.</value>
    public int Person { get; init; }

    /// <summary>Gets how many frames it has.</summary>
    public long Frames => End - Start + 1;

    /// <summary>
    /// How much of two intervals is common to both: the frames of both over the frames of either, 0 to 1. Recording, action and person are
    /// not looked at.
    /// </summary>
    /// <param name="other">The other interval.</param>
    /// <returns>Their overlap.</returns>
    public double Overlap(ActionInterval other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var common = Math.Min(End, other.End) - Math.Max(Start, other.Start) + 1;
        if (common <= 0)
            return 0;
        return (double)common / (Frames + other.Frames - common);
    }
}
