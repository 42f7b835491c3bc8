namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Products of narrow matrices, written for the sizes of this network: a few dozen rows and 8 to 256 columns, where a general library
/// spends more on its preparation than on the product. All convolutions of the network are such products, forward and with respect to
/// their inputs.
/// </summary>
/// <remarks>
/// The product is computed in tiles that stay in registers while the whole depth passes by, so each output is written once. Every
/// output is summed in the order of depth with fused multiply-adds, whatever the tile: which tile it falls into changes no bit.
/// <c>MatrixProductTests</c> compares it with loops. Its speed is part of <c>bench -- train</c>, beside <c>train.peak.product</c>.
/// </remarks>
internal static unsafe class MatrixProduct
{
    /// <summary>
    /// Computes <c>c[i, n] = bias[n] + sum over j and k of a[i, j, k] * b[j * depth + k, n]</c>.
    /// </summary>
    /// <param name="a">The left-hand matrix, <c>[rows, taps * depth]</c>.</param>
    /// <param name="b">The right-hand matrix, <c>[taps * depth, columns]</c>, in the order of <see cref="Panels"/>.</param>
    /// <param name="bias">One value for each column, or null.</param>
    /// <param name="c">The product, <c>[rows, columns]</c>.</param>
    public static void Multiply(LeftRows a, float* b, float* bias, OutputRows c)
    {
        var column = 0;
        for (; column + Panels.Columns <= c.Columns; column += Panels.Columns)
        {
            MultiplyPanel(a, b, bias == null ? null : bias + column, c, column);
            b += (nint)Panels.Columns * a.Taps * a.Depth;
        }

        if (column < c.Columns)
            MultiplyHalfPanel(a, b, bias == null ? null : bias + column, c, column);
    }

    private static void MultiplyPanel(LeftRows a, float* b, float* bias, OutputRows c, int column)
    {
        var row = 0;
        for (; row + 6 <= c.Count; row += 6)
            PanelTiles.Six(a.From(row), b, bias, c.At(row, column), c.Stride);
        for (; row + 2 <= c.Count; row += 2)
            PanelTiles.Two(a.From(row), b, bias, c.At(row, column), c.Stride);
        if (row < c.Count)
            PanelTiles.One(a.From(row), b, bias, c.At(row, column));
    }

    private static void MultiplyHalfPanel(LeftRows a, float* b, float* bias, OutputRows c, int column)
    {
        var row = 0;
        for (; row + 8 <= c.Count; row += 8)
            HalfPanelTiles.Eight(a.From(row), b, bias, c.At(row, column), c.Stride);
        for (; row + 2 <= c.Count; row += 2)
            HalfPanelTiles.Two(a.From(row), b, bias, c.At(row, column), c.Stride);
        if (row < c.Count)
            HalfPanelTiles.One(a.From(row), b, bias, c.At(row, column));
    }
}
