using System.Diagnostics.CodeAnalysis;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.ML;
using MsMclr.MLNet.Heads.Evaluation;

namespace MsMclr.MLNet;

public sealed partial class SelfSupervisedCatalog
{
    /// <summary>
    /// Tells how many directions embeddings use, without labels: their effective rank (Roy and Vetterli, "The effective rank", EUSIPCO
    /// 2007; RankMe, Garrido et al., ICML 2023). The mean of the rows is subtracted, and the result is e to the entropy of the singular
    /// values of what is left, divided by their sum.
    /// </summary>
    /// <param name="embedded">Embedded rows. No label is read.</param>
    /// <param name="featureColumnName">The features, <c>Vector&lt;Single, D&gt;</c>.</param>
    /// <param name="maxRows">The most rows that are read, evenly spaced, from 1 to 4,096.</param>
    /// <returns>A number from 1 to the smaller of D and the rows less one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The column is missing or of another type, or <paramref name="maxRows"/> is out of its range.
    /// </exception>
    /// <exception cref="InvalidOperationException">The view has no rows, or a feature is not finite.</exception>
    public double EffectiveRank(IDataView embedded, string featureColumnName = "Features", int maxRows = 256)
        => EffectiveRank(embedded, new EffectiveRankOptions { FeatureColumnName = featureColumnName, MaxRows = maxRows });

    /// <summary>Tells how many directions embeddings use, without labels.</summary>
    /// <param name="embedded">Embedded rows. No label is read.</param>
    /// <param name="options">What is read.</param>
    /// <returns>A number from 1 to the smaller of D and the rows less one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of another type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The view has no rows, or a feature is not finite.</exception>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "It is called on a catalog, as its neighbors are.")]
    public double EffectiveRank(IDataView embedded, EffectiveRankOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return RankOf(SampledRows.Read(embedded, options.FeatureColumnName, options.MaxRows, nameof(embedded)).Rows);
    }

    private static double RankOf(IReadOnlyList<float[]> rows)
    {
        var x = Matrix<double>.Build.Dense(rows.Count, rows[0].Length, (row, column) => rows[row][column]);
        var means = x.ColumnSums() / rows.Count;
        x.MapIndexedInplace((_, column, value) => value - means[column]);
        var products = x.ColumnCount > x.RowCount ? x.TransposeAndMultiply(x) : x.TransposeThisAndMultiply(x);
        return SpectralRank.OfSquares([.. products.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real)]);
    }
}
