namespace Scoring;

/// <summary>What the model says of a clip; prints the bits of its scores.</summary>
internal sealed class Prediction
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];

    public override string ToString() => $"{PredictedLabel} {string.Join(' ', Score.Select(BitConverter.SingleToInt32Bits))}";
}
