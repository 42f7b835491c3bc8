namespace MsMclr.MLNet.Heads.Evaluation;

/// <summary>
/// The effective rank of a matrix (Roy and Vetterli, "The effective rank", EUSIPCO 2007): e to the entropy of its singular values,
/// divided by their sum. So many directions, used alike, would be as hard to tell beforehand.
/// </summary>
internal static class SpectralRank
{
    /// <summary>The rank for singular values in any order; 1 where all are 0.</summary>
    public static double Of(IReadOnlyCollection<double> singularValues)
    {
        var sum = singularValues.Sum();
        if (sum == 0)
            return 1;
        var shares = singularValues.Select(value => value / sum);
        return Math.Exp(-shares.Where(share => share > 0).Sum(share => share * Math.Log(share)));
    }

    /// <summary>The rank for the eigenvalues of X X' or of X' X; rounding may leave some a little below 0.</summary>
    public static double OfSquares(IReadOnlyCollection<double> eigenvalues)
        => Of([.. eigenvalues.Select(value => Math.Sqrt(Math.Max(0, value)))]);
}
