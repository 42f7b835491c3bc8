namespace MsMclr.MLNet.Experiments.Report.Embeddings;

/// <summary>Exact t-SNE (van der Maaten and Hinton 2008), for up to some thousand points; the same numbers every time.</summary>
internal static class NeighborMap
{
    private const int Iterations = 500, Exaggerated = 150;
    private const double Exaggeration = 12, Perplexity = 30;

    /// <summary>Lays points out in the plane.</summary>
    /// <param name="points">[N][D], the strongest two components first: they are where the points start.</param>
    public static Plane Place(double[][] points)
    {
        var count = points.Length;
        var affinity = Affinities(points, Math.Min(Perplexity, (count - 1) / 3.0));
        var spread = Math.Sqrt(points.Average(point => point[0] * point[0]));
        double[] x = Start(0), y = Start(1);
        double[] stepX = new double[count], stepY = new double[count], gainX = [.. x.Select(_ => 1.0)], gainY = [.. gainX];
        double[] pullX = new double[count], pullY = new double[count], pushX = new double[count], pushY = new double[count];
        var rate = Math.Max(count / Exaggeration / 4, 50) * 4;
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            foreach (var force in new[] { pullX, pullY, pushX, pushY })
                Array.Clear(force);
            var total = Forces(affinity, x, y, pullX, pullY, pushX, pushY);
            var (exaggeration, momentum) = iteration < Exaggerated ? (Exaggeration, 0.5) : (1, 0.8);
            Move(x, stepX, gainX, pullX, pushX);
            Move(y, stepY, gainY, pullY, pushY);

            void Move(double[] at, double[] step, double[] gain, double[] pull, double[] push)
            {
                for (var i = 0; i < count; i++)
                {
                    var gradient = exaggeration * pull[i] - push[i] / total;
                    gain[i] = Math.Max(gradient * step[i] < 0 ? gain[i] + 0.2 : gain[i] * 0.8, 0.01);
                    step[i] = momentum * step[i] - rate * gain[i] * gradient;
                    at[i] += step[i];
                }
            }
        }

        return new(x, y);

        double[] Start(int axis) => [.. points.Select(point => point.Length > axis && spread > 0 ? point[axis] / spread * 1e-4 : 0)];
    }

    // Pull and push are kept apart so that one pass over the pairs is enough: the normalizer is known only at its end.
    private static double Forces(double[][] affinity, double[] x, double[] y, double[] pullX, double[] pullY, double[] pushX, double[] pushY)
    {
        var total = 0.0;
        for (var i = 1; i < x.Length; i++)
        {
            var row = affinity[i];
            for (var j = 0; j < i; j++)
            {
                double dx = x[i] - x[j], dy = y[i] - y[j];
                var near = 1 / (1 + dx * dx + dy * dy);
                total += 2 * near;
                double pull = row[j] * near, push = near * near;
                pullX[i] += pull * dx;
                pullX[j] -= pull * dx;
                pullY[i] += pull * dy;
                pullY[j] -= pull * dy;
                pushX[i] += push * dx;
                pushX[j] -= push * dx;
                pushY[i] += push * dy;
                pushY[j] -= push * dy;
            }
        }

        return total;
    }

    private static double[][] Affinities(double[][] points, double perplexity)
    {
        var count = points.Length;
        var rows = new double[count][];
        for (var i = 0; i < count; i++)
            rows[i] = Conditional([.. points.Select(other => Squared(points[i], other))], i, Math.Log(Math.Max(perplexity, 1)));
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
                rows[i][j] = rows[j][i] = (rows[i][j] + rows[j][i]) / (2.0 * count);
        }

        return rows;
    }

    private static double[] Conditional(double[] distances, int self, double entropy)
    {
        double low = 0, high = double.PositiveInfinity, precision = 1 / Math.Max(distances.Average(), 1e-300);
        var nearest = distances.Where((_, j) => j != self).Min();
        var row = new double[distances.Length];
        for (var attempt = 0; attempt < 60; attempt++)
        {
            double sum = 0, weighted = 0;
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = j == self ? 0 : Math.Exp(-(distances[j] - nearest) * precision);
                sum += row[j];
                weighted += row[j] * (distances[j] - nearest);
            }

            for (var j = 0; j < row.Length; j++)
                row[j] /= sum;
            var difference = Math.Log(sum) + precision * weighted / sum - entropy;
            if (Math.Abs(difference) < 1e-5)
                break;
            if (difference > 0)
                (low, precision) = (precision, double.IsInfinity(high) ? precision * 2 : (precision + high) / 2);
            else
                (high, precision) = (precision, (precision + low) / 2);
        }

        return row;
    }

    private static double Squared(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var d = 0; d < a.Length; d++)
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        return sum;
    }
}
