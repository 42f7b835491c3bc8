namespace MsMclr.MLNet.Skeletons.Bodies;

/// <summary>
/// Gives each row a column of its own so that the sum of costs is least: the Hungarian method by shortest augmenting paths, with
/// potentials that keep reduced costs at 0 or above (Kuhn 1955; Jonker and Volgenant 1987). At most rows^2 * columns steps.
/// </summary>
internal static class Assignment
{
    /// <summary>The column of each row.</summary>
    /// <param name="costs">Rows times columns, finite.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many columns there are, at least as many as rows.</param>
    public static int[] Find(ReadOnlySpan<double> costs, int rows, int columns)
    {
        var rowOf = new int[columns];
        Array.Fill(rowOf, -1);
        var rowPotential = new double[rows];
        var columnPotential = new double[columns];
        var before = new int[columns];
        var least = new double[columns];
        var reached = new bool[columns];
        for (var row = 0; row < rows; row++)
        {
            Array.Fill(least, double.PositiveInfinity);
            Array.Clear(reached);
            var end = Search(costs, row, rowOf, rowPotential, columnPotential, before, least, reached);
            // Along the path each row takes the column after its own.
            while (end >= 0)
            {
                var previous = before[end];
                rowOf[end] = previous < 0 ? row : rowOf[previous];
                end = previous;
            }
        }

        var columnOf = new int[rows];
        for (var column = 0; column < columns; column++)
        {
            if (rowOf[column] >= 0)
                columnOf[rowOf[column]] = column;
        }

        return columnOf;
    }

    // The shortest path from a row to a column that no row has; returns that column. Potentials are set for the next search.
    private static int Search(
        ReadOnlySpan<double> costs,
        int first,
        int[] rowOf,
        double[] rowPotential,
        double[] columnPotential,
        int[] before,
        double[] least,
        bool[] reached)
    {
        var columns = rowOf.Length;
        var row = first;
        var at = -1;
        while (true)
        {
            var next = -1;
            for (var column = 0; column < columns; column++)
            {
                if (reached[column])
                    continue;
                var reduced = costs[(row * columns) + column] - rowPotential[row] - columnPotential[column];
                if (reduced < least[column])
                {
                    least[column] = reduced;
                    before[column] = at;
                }

                if (next < 0 || least[column] < least[next])
                    next = column;
            }

            var step = least[next];
            rowPotential[first] += step;
            for (var column = 0; column < columns; column++)
            {
                if (!reached[column])
                {
                    least[column] -= step;
                    continue;
                }

                rowPotential[rowOf[column]] += step;
                columnPotential[column] -= step;
            }

            if (rowOf[next] < 0)
                return next;
            reached[next] = true;
            at = next;
            row = rowOf[next];
        }
    }
}
