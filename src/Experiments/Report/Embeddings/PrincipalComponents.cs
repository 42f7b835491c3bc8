namespace MsMclr.MLNet.Experiments.Report.Embeddings;

/// <summary>The directions of most variance, by subspace iteration: no covariance matrix, so any dimension will do.</summary>
internal static class PrincipalComponents
{
    private const int Iterations = 30;

    /// <summary>Projects points on their first components, the strongest first.</summary>
    /// <returns>[N][components]; a component without variance is zero.</returns>
    public static double[][] Project(float[][] points, int components)
    {
        var dimension = points[0].Length;
        var centered = Centered(points, dimension);
        var random = new Random(1);
        var axes = new double[Math.Min(components, dimension)][];
        for (var k = 0; k < axes.Length; k++)
            axes[k] = [.. Enumerable.Range(0, dimension).Select(_ => random.NextDouble() - 0.5)];
        Orthonormalize(axes);
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            foreach (var axis in axes)
            {
                var next = new double[dimension];
                foreach (var point in centered)
                    Add(next, point, Dot(point, axis));
                next.CopyTo(axis, 0);
            }

            Orthonormalize(axes);
        }

        return [.. centered.Select(point => axes.Select(axis => Dot(point, axis)).ToArray())];
    }

    private static double[][] Centered(float[][] points, int dimension)
    {
        var mean = new double[dimension];
        foreach (var point in points)
        {
            for (var d = 0; d < dimension; d++)
                mean[d] += (double)point[d] / points.Length;
        }

        return [.. points.Select(point => Differences(point, mean))];
    }

    // Floats do not differ by so little: it is what the mean of equal ones is off by, and not to be blown up to a picture.
    private static double[] Differences(float[] point, double[] mean)
    {
        var differences = new double[mean.Length];
        for (var d = 0; d < mean.Length; d++)
        {
            var difference = point[d] - mean[d];
            if (Math.Abs(difference) > 1e-12 * Math.Abs(mean[d]))
                differences[d] = difference;
        }

        return differences;
    }

    private static void Orthonormalize(double[][] axes)
    {
        for (var k = 0; k < axes.Length; k++)
        {
            var before = Math.Sqrt(Dot(axes[k], axes[k]));
            for (var j = 0; j < k; j++)
                Add(axes[k], axes[j], -Dot(axes[k], axes[j]));

            // What is left of a direction that the earlier ones already span is rounding; it must not be blown up to length one.
            var after = Math.Sqrt(Dot(axes[k], axes[k]));
            var scale = after > 1e-10 * before ? 1 / after : 0;
            for (var d = 0; d < axes[k].Length; d++)
                axes[k][d] *= scale;
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var d = 0; d < a.Length; d++)
            sum += a[d] * b[d];
        return sum;
    }

    private static void Add(double[] to, double[] direction, double factor)
    {
        for (var d = 0; d < to.Length; d++)
            to[d] += factor * direction[d];
    }
}
