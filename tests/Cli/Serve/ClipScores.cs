namespace MsMclr.MLNet.Tests;

/// <summary>What the model says of a clip.</summary>
internal sealed class ClipScores
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];

    public float[] Features { get; set; } = [];
}
