namespace MsMclr.MLNet.Experiments.Report.Embeddings;

/// <summary>Embeddings in the plane: by their first two principal components, and by t-SNE of the first thirty.</summary>
internal sealed record EmbeddingMap(Plane Components, Plane Neighbors)
{
    internal const int Limit = 1000;
    private const int MostComponents = 30;
    private const int FewestForNeighbors = 8;

    /// <summary>The rows that are drawn, in order: all of them, or a sample that is the same every time.</summary>
    public static int[] Sample(int count)
    {
        var rows = Enumerable.Range(0, count).ToArray();
        if (count <= Limit)
            return rows;
        new Random(1).Shuffle(rows);
        return [.. rows.Take(Limit).Order()];
    }

    /// <summary>Places points in the plane. Too few of them have no neighborhoods: both maps are then the components.</summary>
    public static EmbeddingMap Place(float[][] points)
    {
        if (points.Length == 0)
            return new EmbeddingMap(new Plane([], []), new Plane([], []));
        var components = PrincipalComponents.Project(points, MostComponents);
        var first = components.Select(point => point[0]);
        var second = components.Select(point => point.Length > 1 ? point[1] : 0);
        var plane = new Plane([.. first], [.. second]);
        var neighbors = points.Length < FewestForNeighbors ? plane : NeighborMap.Place(components);
        return new EmbeddingMap(plane.Rounded(), neighbors.Rounded());
    }
}
