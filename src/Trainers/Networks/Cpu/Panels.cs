namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The order of the right-hand matrix of a product, <c>[depth, columns]</c>. It is cut into panels of two registers' columns, and one of
/// a single register if the width is odd. A panel holds its part of row 0, then of row 1, and so on, so a tile of the product reads it
/// from beginning to end, as the cache likes best.
/// </summary>
internal static class Panels
{
    /// <summary>Gets how many columns a panel has, but for a last one of half as many.</summary>
    public static int Columns => 2 * Lanes.Count;

    /// <summary>Gets where an element stands.</summary>
    public static long Index(int row, int column, int depth, int columns)
    {
        var first = column / Columns * Columns;
        var width = Math.Min(Columns, columns - first);
        return ((long)first * depth) + ((long)row * width) + (column - first);
    }
}
