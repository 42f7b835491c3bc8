namespace MsMclr.MLNet.Examples;

/// <summary>Embeddings in the plane: principal components, then t-SNE.</summary>
internal static class EmbeddingMap
{
    internal const int Limit = 1000;
    private const int Components = 30, FewestForNeighbours = 8;

    /// <summary>The rows that are drawn, in order: all of them, or a sample that is the same every time.</summary>
    public static int[] Sample(int count)
    {
        var rows = Enumerable.Range(0, count).ToArray();
        if (count <= Limit)
            return rows;
        new Random(1).Shuffle(rows);
        return [.. rows.Take(Limit).Order()];
    }

    /// <summary>Places points in the plane.</summary>
    /// <returns>x and y of each point, rounded to what a screen can show.</returns>
    public static (double[] X, double[] Y) Place(float[][] points)
    {
        if (points.Length == 0)
            return ([], []);
        var components = PrincipalComponents.Project(points, Components);
        var (x, y) = points.Length < FewestForNeighbours
            ? ([.. components.Select(point => point[0])], [.. components.Select(point => point.Length > 1 ? point[1] : 0)])
            : NeighbourMap.Place(components);
        return (Rounded(x), Rounded(y));
    }

    private static double[] Rounded(double[] values)
    {
        var reach = values.Max(Math.Abs);
        return [.. values.Select(value => reach > 0 ? Math.Round(value / reach, 4) : 0)];
    }
}
