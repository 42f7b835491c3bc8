namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>Clips of a batch, <c>[N, C, T, V, M]</c>, with their labels and their places in the selection.</summary>
internal sealed class LabeledBatch(int size, ClipShape shape)
{
    /// <summary>N, at most the size.</summary>
    public int Clips { get; set; }

    public float[] Values { get; } = new float[size * shape.Length];

    public long[] Labels { get; } = new long[size];

    public long[] Places { get; } = new long[size];
}
