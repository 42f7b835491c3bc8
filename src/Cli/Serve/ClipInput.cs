namespace MsMclr.MLNet.Cli.Serve;

/// <summary>What the model reads: a recording, frame after frame, of any length.</summary>
internal sealed class ClipInput
{
    public float[] Clip { get; set; } = [];
}
