namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>A line seen from above. Its parts are differences of float32 numbers.</summary>
internal readonly record struct HorizontalLine(double X, double Z)
{
    public double Length => Math.Sqrt((X * X) + (Z * Z));

    /// <summary>The turn that lays it along +x; none where there is no line.</summary>
    public HorizontalTurn ToX()
    {
        var length = Length;
        return length > 0 ? new HorizontalTurn(X / length, -Z / length) : HorizontalTurn.None;
    }
}
