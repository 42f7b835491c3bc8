namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>The three views of one batch, <c>[N, C, T, V, M]</c> each, as plain memory.</summary>
internal sealed class ViewBatch(int clips, ClipShape shape)
{
    public int Clips { get; } = clips;

    public float[] Strong { get; } = new float[clips * shape.Length];

    public float[] Ordinary { get; } = new float[clips * shape.Length];

    public float[] Key { get; } = new float[clips * shape.Length];
}
