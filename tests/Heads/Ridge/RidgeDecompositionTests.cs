using CsCheck;
using MathNet.Numerics.LinearAlgebra;
using MsMclr.MLNet.Heads.Ridge;

namespace MsMclr.MLNet.Tests;

public class RidgeDecompositionTests
{
    private static readonly Gen<Problem> Problems =
        from seed in Gen.Int[0, 1000]
        from rows in Gen.Int[3, 18]
        from dimension in Gen.Int[1, 24]
        from classes in Gen.Int[2, 4]
        from exponent in Gen.Double[-2, 4]
        select Problem.Random(seed, rows, dimension, classes, Math.Pow(10, exponent));

    [Test]
    public void Leaving_one_out_is_the_same_as_fitting_all_others([Values] bool dual)
        => Problems.Sample(problem =>
        {
            var scores = problem.Decompose(dual).LeaveOneOut(problem.Targets, problem.Strength);
            for (var row = 0; row < problem.Count; row++)
            {
                var expected = problem.RefitWithout(row);
                for (var label = 0; label < expected.Length; label++)
                    Assert.That(scores[(row * expected.Length) + label], Is.EqualTo(expected[label]).Within(1e-6), $"{problem}");
            }
        });

    [Test]
    public void Both_forms_give_the_same_weights()
        => Problems.Sample(problem =>
        {
            var primal = problem.Decompose(dual: false).Weights(problem.Targets, problem.Strength);
            var dual = problem.Decompose(dual: true).Weights(problem.Targets, problem.Strength);
            for (var label = 0; label < primal.Length; label++)
                Assert.That(dual[label], Is.EqualTo(primal[label]).Within(1e-8), $"{problem}");
        });

    [Test]
    public void Weights_solve_the_normal_equations()
        => Problems.Sample(problem =>
        {
            var expected = problem.Solve(Enumerable.Range(0, problem.Count)).Slopes;
            var actual = problem.Decompose(dual: problem.Count <= problem.Dimension).Weights(problem.Targets, problem.Strength);
            for (var label = 0; label < actual.Length; label++)
                Assert.That(actual[label], Is.EqualTo(expected.Column(label).ToArray()).Within(1e-7), $"{problem}");
        });

    [Test]
    public void The_product_of_rows_is_the_naive_one_for_any_size([Values(1, 31, 32, 70)] int count, [Values(1, 511, 1030)] int length)
    {
        var matrix = Matrix<double>.Build.Random(count, length, 1);
        var gram = GramMatrix.Of(matrix.ToRowMajorArray(), count, length, default);
        Assert.That(gram, Is.EqualTo((matrix * matrix.Transpose()).ToRowMajorArray()).Within(1e-9));
    }

    /// <summary>Centered rows, classes and a strength.</summary>
    private sealed record Problem(Matrix<double> Rows, double[][] Targets, double Strength)
    {
        public int Count => Rows.RowCount;

        public int Dimension => Rows.ColumnCount;

        public static Problem Random(int seed, int count, int dimension, int classes, double strength)
        {
            var rows = Matrix<double>.Build.Random(count, dimension, seed);
            var means = rows.ColumnSums() / count;
            rows.MapIndexedInplace((row, column, value) => value - means[column]);
            var labels = Enumerable.Range(0, count).Select(row => row * classes / count).ToArray();
            var targets = Enumerable.Range(0, classes).Select(label => labels.Select(own => own == label ? 1.0 : 0.0).ToArray());
            return new Problem(rows, [.. targets], strength);
        }

        public RidgeDecomposition Decompose(bool dual) => new(Rows.ToRowMajorArray(), Count, dual, default);

        /// <summary>What a model of all rows but one says of that one.</summary>
        public double[] RefitWithout(int left)
        {
            var solution = Solve(Enumerable.Range(0, Count).Where(row => row != left));
            return [.. (Rows.Row(left) * solution.Slopes) + solution.Intercepts];
        }

        /// <summary>Least squares with a column of ones, which is not shrunk.</summary>
        public (Matrix<double> Slopes, Vector<double> Intercepts) Solve(IEnumerable<int> rows)
        {
            var chosen = rows.ToArray();
            var ones = Vector<double>.Build.Dense(chosen.Length, 1);
            var design = Matrix<double>.Build.DenseOfRowVectors(chosen.Select(Rows.Row)).Append(ones.ToColumnMatrix());
            var penalty = Matrix<double>.Build.DenseDiagonal(Dimension + 1, Strength);
            penalty[Dimension, Dimension] = 0;
            var values = Matrix<double>.Build.Dense(chosen.Length, Targets.Length, (row, label) => Targets[label][chosen[row]]);
            var solved = (design.TransposeThisAndMultiply(design) + penalty).Solve(design.TransposeThisAndMultiply(values));
            return (solved.SubMatrix(0, Dimension, 0, Targets.Length), solved.Row(Dimension));
        }
    }
}
