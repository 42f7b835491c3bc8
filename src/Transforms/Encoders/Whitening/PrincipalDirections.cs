using MathNet.Numerics.LinearAlgebra;

namespace MsMclr.MLNet.Transforms.Encoders.Whitening;

/// <summary>Finds the directions in which centered rows spread most (principal component analysis).</summary>
internal static class PrincipalDirections
{
    // Below this share of the largest variance a direction is rounding noise.
    private const double SmallestShare = 1e-7;

    /// <summary>A direction of length 1, and the standard deviation of the rows along it.</summary>
    public readonly record struct Spread(Vector<double> Direction, double Deviation);

    /// <summary>At most so many directions, that of the largest spread first.</summary>
    /// <remarks>
    /// With the rows as X [n, E], the eigenvectors v of the smaller one of X'X and XX' are found: a direction is v in the first case, and
    /// X'v over its length in the second.
    /// </remarks>
    public static IReadOnlyList<Spread> Of(IReadOnlyList<float[]> rows, int most)
    {
        var x = Matrix<double>.Build.Dense(rows.Count, rows[0].Length, (row, column) => rows[row][column]);
        var isWide = x.ColumnCount > x.RowCount;
        var products = isWide ? x.TransposeAndMultiply(x) : x.TransposeThisAndMultiply(x);
        var eigen = products.Evd(Symmetricity.Symmetric);
        var spreads = new List<Spread>();
        var largest = eigen.EigenValues[products.RowCount - 1].Real;
        for (var k = products.RowCount - 1; k >= 0 && spreads.Count < most; k--)
        {
            var variance = eigen.EigenValues[k].Real / rows.Count;
            if (variance <= 0 || variance * rows.Count < largest * SmallestShare)
                break;
            var vector = eigen.EigenVectors.Column(k);
            var direction = isWide ? x.TransposeThisAndMultiply(vector).Normalize(2) : vector;
            spreads.Add(new Spread(direction, Math.Sqrt(variance)));
        }

        return spreads;
    }
}
