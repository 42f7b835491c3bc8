using CsCheck;
using MsMclr.MLNet.Skeletons.Bodies;

namespace MsMclr.MLNet.Tests;

public class AssignmentTests
{
    private static readonly Gen<(int Rows, int Columns, double[] Costs)> Anything =
        from rows in Gen.Int[1, 5]
        from columns in Gen.Int[rows, 7]
        from costs in Gen.OneOf(Gen.Int[0, 4].Select(cost => (double)cost), Gen.Double[-3, 3]).Array[rows * columns]
        select (rows, columns, costs);

    [Test]
    public void The_sum_is_that_of_the_best_of_all_assignments()
        => Anything.Sample((rows, columns, costs) =>
        {
            var columnOf = Assignment.Find(costs, rows, columns);
            if (columnOf.Distinct().Count() != rows)
                return false;
            var sum = columnOf.Select((column, row) => costs[(row * columns) + column]).Sum();
            return Math.Abs(sum - Best(costs, rows, columns, row: 0, taken: [])) < 1e-9;
        }, iter: 5_000);

    [Test]
    public void Taking_the_nearest_first_would_cost_more()
        => Assert.That(Assignment.Find([1, 2, 2, 100], rows: 2, columns: 2), Is.EqualTo(new[] { 1, 0 }));

    [Test]
    public void Sixty_four_rows_are_found_at_once()
    {
        var random = new Random(1);
        var costs = Enumerable.Range(0, 64 * 128).Select(_ => random.NextDouble()).ToArray();
        Assert.That(Assignment.Find(costs, rows: 64, columns: 128), Is.Unique);
    }

    // The least sum of the rows from one on, over all columns that are left.
    private static double Best(double[] costs, int rows, int columns, int row, HashSet<int> taken)
    {
        if (row == rows)
            return 0;
        var best = double.PositiveInfinity;
        for (var column = 0; column < columns; column++)
        {
            if (!taken.Add(column))
                continue;
            best = Math.Min(best, costs[(row * columns) + column] + Best(costs, rows, columns, row + 1, taken));
            taken.Remove(column);
        }

        return best;
    }
}
