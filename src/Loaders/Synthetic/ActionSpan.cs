namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>The length of a clip, and where in it the action begins and ends (0 is the first frame, 1 the last).</summary>
internal readonly record struct ActionSpan(int Frames, double Begin, double End)
{
    /// <summary>Draws a clip's length and what the action takes of it.</summary>
    /// <param name="conditions">What recordings are like.</param>
    /// <param name="tempo">How long the person takes; 1 is the average.</param>
    /// <param name="random">Draws the action.</param>
    /// <param name="idle">Draws what is before and after it.</param>
    public static ActionSpan Draw(SyntheticConditions conditions, double tempo, ref ClipRandom random, ref ClipRandom idle)
    {
        var (shortest, longest) = (conditions.MinFrames, conditions.MaxFrames);
        var middle = (shortest + longest) / 2.0;
        // Draws are in this order, whatever is done with them: another order would be other clips.
        var length = random.Normal(middle * tempo, (longest - shortest) / 7.0);
        var begin = random.Uniform(-0.05, 0.2);
        var end = random.Uniform(0.8, 1.05);
        if (conditions.Idle == 0)
            return new ActionSpan(Within(length), begin, end);

        // Nobody waits longer because he is slow: the action takes a share of the clip that grows with the tempo.
        var action = (1 - conditions.Idle) * Math.Max(length, shortest);
        var before = middle * idle.Uniform(0, conditions.Idle);
        var after = middle * idle.Uniform(0, conditions.Idle);
        var whole = before + action + after;
        return new ActionSpan(Within(whole), before / whole, (before + action) / whole);

        int Within(double frames) => (int)Math.Clamp(Math.Round(frames), shortest, longest);
    }
}
