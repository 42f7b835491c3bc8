namespace MsMclr.MLNet.Experiments.Report.Embeddings;

/// <summary>How near points are to each other, as shares of all pairs: t-SNE's symmetric joint probabilities.</summary>
internal static class Affinities
{
    private const int MostAttempts = 60;
    private const double Tolerance = 1e-5;

    /// <summary>The shares, [N][N].</summary>
    /// <param name="points">[N][D].</param>
    /// <param name="perplexity">How many neighbors each point has, in effect.</param>
    public static double[][] Of(double[][] points, double perplexity)
    {
        var count = points.Length;
        var entropy = Math.Log(Math.Max(perplexity, 1));
        var rows = new double[count][];
        for (var i = 0; i < count; i++)
            rows[i] = Conditional([.. points.Select(other => Squared(points[i], other))], i, entropy);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var mean = (rows[i][j] + rows[j][i]) / (2.0 * count);
                rows[i][j] = mean;
                rows[j][i] = mean;
            }
        }

        return rows;
    }

    // The precision of a point's Gaussian is searched by bisection, until the entropy of its row is the wanted one.
    private static double[] Conditional(double[] distances, int self, double entropy)
    {
        var low = 0.0;
        var high = double.PositiveInfinity;
        var precision = 1 / Math.Max(distances.Average(), 1e-300);
        var nearest = distances.Where((_, j) => j != self).Min();
        var row = new double[distances.Length];
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var difference = Fill(row, distances, self, nearest, precision) - entropy;
            if (Math.Abs(difference) < Tolerance)
                break;
            if (difference > 0)
            {
                low = precision;
                precision = double.IsInfinity(high) ? precision * 2 : (precision + high) / 2;
            }
            else
            {
                high = precision;
                precision = (precision + low) / 2;
            }
        }

        return row;
    }

    // Fills in the shares of one point's neighbors, and returns their entropy.
    private static double Fill(double[] row, double[] distances, int self, double nearest, double precision)
    {
        var sum = 0.0;
        var weighted = 0.0;
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j == self ? 0 : Math.Exp(-(distances[j] - nearest) * precision);
            sum += row[j];
            weighted += row[j] * (distances[j] - nearest);
        }

        for (var j = 0; j < row.Length; j++)
            row[j] /= sum;
        return Math.Log(sum) + (precision * weighted / sum);
    }

    private static double Squared(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var d = 0; d < a.Length; d++)
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        return sum;
    }
}
