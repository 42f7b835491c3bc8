namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>A turn about the vertical axis.</summary>
internal readonly record struct HorizontalTurn(double Cosine, double Sine)
{
    public static HorizontalTurn None { get; } = new(1, 0);
}
