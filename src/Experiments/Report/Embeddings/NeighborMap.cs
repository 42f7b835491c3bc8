namespace MsMclr.MLNet.Experiments.Report.Embeddings;

/// <summary>Exact t-SNE (van der Maaten and Hinton 2008), for up to some thousand points; the same numbers every time.</summary>
internal static class NeighborMap
{
    private const int Iterations = 500;
    private const int Exaggerated = 150; // Iterations in which points are pulled harder, so that clusters find each other.
    private const double Exaggeration = 12;
    private const double Perplexity = 30;
    private const double EarlyMomentum = 0.5;
    private const double LateMomentum = 0.8;

    /// <summary>Lays points out in the plane.</summary>
    /// <param name="points">[N][D], the strongest two components first: they are where the points start.</param>
    public static Plane Place(double[][] points)
    {
        var count = points.Length;
        var affinity = Affinities.Of(points, Math.Min(Perplexity, (count - 1) / 3.0));
        var spread = Math.Sqrt(points.Average(point => point[0] * point[0]));
        var x = new MovingCoordinate(Start(points, 0, spread));
        var y = new MovingCoordinate(Start(points, 1, spread));
        var rate = Math.Max(count / Exaggeration / 4, 50) * 4;
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            var isEarly = iteration < Exaggerated;
            var pull = isEarly ? Exaggeration : 1;
            var momentum = isEarly ? EarlyMomentum : LateMomentum;
            var total = Forces(affinity, x, y);
            x.Move(pull, total, momentum, rate);
            y.Move(pull, total, momentum, rate);
        }

        return new Plane(x.Values, y.Values);
    }

    private static double[] Start(double[][] points, int axis, double spread)
        => [.. points.Select(point => point.Length > axis && spread > 0 ? point[axis] / spread * 1e-4 : 0)];

    // Pull and push are kept apart so that one pass over the pairs is enough: the normalizer, which this returns, is known at its end.
    private static double Forces(double[][] affinity, MovingCoordinate x, MovingCoordinate y)
    {
        x.ClearForces();
        y.ClearForces();
        var total = 0.0;
        for (var i = 1; i < affinity.Length; i++)
        {
            var row = affinity[i];
            for (var j = 0; j < i; j++)
            {
                var dx = x.Values[i] - x.Values[j];
                var dy = y.Values[i] - y.Values[j];
                var near = 1 / (1 + (dx * dx) + (dy * dy));
                total += 2 * near;
                var pull = row[j] * near;
                var push = near * near;
                x.AddForce(i, j, pull * dx, push * dx);
                y.AddForce(i, j, pull * dy, push * dy);
            }
        }

        return total;
    }
}
