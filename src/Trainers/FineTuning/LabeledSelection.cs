namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>Some clips of a store with their labels: what is learned from, or what is validated by.</summary>
internal sealed record LabeledSelection(FineTuningClips Clips, int[] Rows)
{
    public int Count => Rows.Length;

    public int Classes => Clips.ClassNames.Length;

    public int Label(int index) => Clips.Labels[Rows[index]];

    /// <summary>N / (classes * clips of the class); classes without clips count nowhere.</summary>
    public float[] BalancedWeights()
    {
        var counts = new int[Classes];
        foreach (var row in Rows)
            counts[Clips.Labels[row]]++;
        var present = counts.Count(count => count > 0);
        return [.. counts.Select(count => count == 0 ? 0 : (float)Count / present / count)];
    }
}
