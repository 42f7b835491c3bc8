using MathNet.Numerics.LinearAlgebra;

namespace MsMclr.MLNet.Heads.Ridge;

/// <summary>Eigenvalues, none below 0, and eigenvectors of a symmetric positive semidefinite matrix.</summary>
/// <param name="Values">The eigenvalues.</param>
/// <param name="Vectors">The eigenvectors as columns, <c>[n, n]</c> row after row.</param>
internal sealed record SymmetricEigen(double[] Values, double[] Vectors)
{
    /// <summary>Decomposes a matrix <c>[n, n]</c>.</summary>
    public static SymmetricEigen Of(double[] matrix, int size)
    {
        var decomposed = Matrix<double>.Build.Dense(size, size, matrix).Evd(Symmetricity.Symmetric);
        var values = decomposed.EigenValues.Select(value => Math.Max(0, value.Real)).ToArray();
        return new SymmetricEigen(values, decomposed.EigenVectors.ToRowMajorArray());
    }
}
