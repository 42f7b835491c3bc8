namespace MsMclr.MLNet.Tests;

/// <summary>What the model reads: a recording, frame after frame, of any length.</summary>
internal sealed class ClipInput
{
    public float[] Clip { get; set; } = [];
}
