using System.Numerics.Tensors;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Heads.Ridge;

/// <summary>
/// Ridge regression of centered rows for any strength, after one decomposition. With fewer features than rows it is that of
/// X^T X (primal), otherwise that of X X^T (dual). Both give the same numbers.
/// </summary>
internal sealed class RidgeDecomposition
{
    private readonly double[] _rows; // X, [N, D].
    private readonly int _count;
    private readonly int _dimension;
    private readonly bool _dual;
    private readonly int _rank; // The size of what was decomposed.
    private readonly SymmetricEigen _eigen;
    private readonly double[] _basis; // [N, rank]: eigenvectors (dual), or X times eigenvectors (primal).

    /// <summary>Decomposes rows.</summary>
    /// <param name="rows">X, <c>[N, D]</c>, each column's mean 0.</param>
    /// <param name="count">N.</param>
    /// <param name="dual">Whether to decompose X X^T.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public RidgeDecomposition(double[] rows, int count, bool dual, CancellationToken cancellationToken)
    {
        _rows = rows;
        _count = count;
        _dimension = rows.Length / count;
        _dual = dual;
        _rank = dual ? count : _dimension;
        var gram = dual
            ? GramMatrix.Of(rows, count, _dimension, cancellationToken)
            : GramMatrix.Of(Transposed(rows, count, _dimension), _dimension, count, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        _eigen = SymmetricEigen.Of(gram, _rank);
        cancellationToken.ThrowIfCancellationRequested();
        _basis = dual ? _eigen.Vectors : TimesVectors();
    }

    /// <summary>The mean squared length of the rows.</summary>
    public double MeanSquare => _eigen.Values.Sum() / _count;

    /// <summary>
    /// What a model of all other rows says of each row: y - e / (1 - h), where e is the residual of the model of all rows and h the
    /// row's own weight in its prediction, 1 / N for the intercept and the rest for the slopes.
    /// </summary>
    /// <param name="targets"><c>[classes, N]</c>.</param>
    /// <param name="strength">The factor of the squared weights.</param>
    /// <returns><c>[N, classes]</c>.</returns>
    public double[] LeaveOneOut(double[][] targets, double strength)
    {
        var scores = new double[_count * targets.Length];
        var means = targets.Select(target => target.Average()).ToArray();
        var weights = _eigen.Values.Select(value => Weight(value, strength)).ToArray();
        var combined = targets.Select((target, label) => Combined(target, means[label], weights)).ToArray();
        ParallelRows.For(_count, row =>
        {
            var basis = _basis.AsSpan(row * _rank, _rank);
            var own = 0.0;
            for (var i = 0; i < _rank; i++)
                own += basis[i] * basis[i] * weights[i];
            var free = _dual ? own - (1.0 / _count) : 1 - own - (1.0 / _count);
            for (var label = 0; label < targets.Length; label++)
            {
                var part = TensorPrimitives.Dot(basis, combined[label]);
                var residual = _dual ? part : targets[label][row] - means[label] - part;
                scores[(row * targets.Length) + label] = targets[label][row] - (residual / free);
            }
        });
        return scores;
    }

    /// <summary>The weights of the model of all rows, <c>[D]</c> for each class.</summary>
    public double[][] Weights(double[][] targets, double strength)
    {
        var inverse = _eigen.Values.Select(value => 1 / (value + strength)).ToArray();
        var weights = new double[targets.Length][];
        ParallelRows.For(targets.Length, label =>
        {
            var combined = Combined(targets[label], targets[label].Average(), inverse);
            var alpha = Expand(combined);
            weights[label] = _dual ? RowsTimes(alpha) : alpha;
        });
        return weights;
    }

    // The dual form works on residuals, strength / (s + strength), the primal one on predictions: neither subtracts nearly equal numbers.
    private double Weight(double value, double strength) => (_dual ? strength : 1) / (value + strength);

    // weights * (basis^T y), y centered.
    private double[] Combined(double[] target, double mean, double[] weights)
    {
        var combined = new double[_rank];
        for (var row = 0; row < _count; row++)
            TensorPrimitives.MultiplyAdd(_basis.AsSpan(row * _rank, _rank), target[row] - mean, combined, combined);
        TensorPrimitives.Multiply(combined, weights, combined);
        return combined;
    }

    // Eigenvectors times coefficients.
    private double[] Expand(double[] coefficients)
    {
        var expanded = new double[_rank];
        for (var i = 0; i < _rank; i++)
            expanded[i] = TensorPrimitives.Dot(_eigen.Vectors.AsSpan(i * _rank, _rank), coefficients);
        return expanded;
    }

    // X^T alpha.
    private double[] RowsTimes(double[] alpha)
    {
        var weights = new double[_dimension];
        for (var row = 0; row < _count; row++)
            TensorPrimitives.MultiplyAdd(_rows.AsSpan(row * _dimension, _dimension), alpha[row], weights, weights);
        return weights;
    }

    // X V.
    private double[] TimesVectors()
    {
        var columns = Transposed(_eigen.Vectors, _rank, _rank);
        var basis = new double[_count * _rank];
        ParallelRows.For(_count, row =>
        {
            for (var i = 0; i < _rank; i++)
                basis[(row * _rank) + i] = TensorPrimitives.Dot(_rows.AsSpan(row * _rank, _rank), columns.AsSpan(i * _rank, _rank));
        });
        return basis;
    }

    private static double[] Transposed(double[] values, int rows, int columns)
    {
        var transposed = new double[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                transposed[(column * rows) + row] = values[(row * columns) + column];
        }

        return transposed;
    }
}
