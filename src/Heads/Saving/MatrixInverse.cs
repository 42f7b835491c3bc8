namespace MsMclr.MLNet.Heads.Saving;

/// <summary>Inverts a small square matrix.</summary>
internal static class MatrixInverse
{
    /// <summary>Inverts by the method of Gauss and Jordan, with pivots.</summary>
    /// <param name="matrix">The matrix, <c>[size][size]</c>, row after row. It must not be singular.</param>
    /// <returns>The inverse, in the same form.</returns>
    public static double[][] Of(double[][] matrix)
    {
        var size = matrix.Length;
        var rows = Enumerable.Range(0, size).Select(row => BesideIdentity(matrix[row], row)).ToArray();
        for (var pivot = 0; pivot < size; pivot++)
        {
            SwapLargestTo(pivot, rows);
            Scale(rows[pivot], rows[pivot][pivot]);
            for (var row = 0; row < size; row++)
            {
                if (row != pivot)
                    Subtract(rows[pivot], factor: rows[row][pivot], from: rows[row]);
            }
        }

        return [.. rows.Select(row => row[size..])];
    }

    private static double[] BesideIdentity(double[] row, int number)
    {
        var both = new double[2 * row.Length];
        row.CopyTo(both, 0);
        both[row.Length + number] = 1;
        return both;
    }

    // Dividing by the largest number of the column keeps rounding small.
    private static void SwapLargestTo(int pivot, double[][] rows)
    {
        var largest = Enumerable.Range(pivot, rows.Length - pivot).MaxBy(row => Math.Abs(rows[row][pivot]));
        var other = rows[pivot];
        rows[pivot] = rows[largest];
        rows[largest] = other;
    }

    private static void Scale(double[] row, double divisor)
    {
        for (var column = 0; column < row.Length; column++)
            row[column] /= divisor;
    }

    private static void Subtract(double[] row, double factor, double[] from)
    {
        if (factor == 0)
            return;
        for (var column = 0; column < row.Length; column++)
            from[column] -= factor * row[column];
    }
}
