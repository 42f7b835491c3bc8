using MsMclr.MLNet.Experiments.Report.Embeddings;

namespace MsMclr.MLNet.Tests;

public sealed class EmbeddingMapTests
{
    [TestCase(true)]
    [TestCase(false)]
    public void Two_blobs_stay_apart_and_neighbors_share_a_blob(bool componentsOnly)
    {
        var points = Blobs(120);
        var (x, y) = componentsOnly ? EmbeddingMap.Place(points).Components : EmbeddingMap.Place(points).Neighbors;
        for (var i = 0; i < points.Length; i++)
        {
            var nearest = Enumerable.Range(0, points.Length).Where(j => j != i).MinBy(j => ((x[i] - x[j]) * (x[i] - x[j])) + ((y[i] - y[j]) * (y[i] - y[j])));
            Assert.That(nearest % 2, Is.EqualTo(i % 2), $"point {i}");
        }

        Assert.That(x.Concat(y).All(double.IsFinite));
    }

    [Test]
    public void The_first_component_is_the_direction_of_most_variance()
    {
        var random = new Random(3);
        float[][] points = [.. Enumerable.Range(0, 200).Select(_ => SampleReport.Point(random, 1, 5)[0]).Select(a => new[] { 3 * a, 4 * a, SampleReport.Point(random, 1, 0.1f)[0] })];
        var projected = PrincipalComponents.Project(points, 2);
        var along = points.Select(point => ((double)point[0] * 0.6) + (point[1] * 0.8)).ToArray();
        var mean = along.Average();
        for (var i = 0; i < points.Length; i++)
            Assert.That(Math.Abs(projected[i][0]), Is.EqualTo(Math.Abs(along[i] - mean)).Within(0.05));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(9)]
    public void Few_or_equal_points_have_finite_places(int count)
    {
        var map = EmbeddingMap.Place([.. Enumerable.Repeat(new float[] { 1, 2 }, count)]);
        Assert.That(new[] { map.Components.X, map.Components.Y, map.Neighbors.X, map.Neighbors.Y }.SelectMany(values => values), Has.All.EqualTo(0));
    }

    [Test]
    public void Beyond_the_limit_a_sample_is_drawn()
    {
        Assert.That(EmbeddingMap.Sample(EmbeddingMap.Limit), Is.EqualTo(Enumerable.Range(0, EmbeddingMap.Limit)));
        int[] once = EmbeddingMap.Sample(5000), again = EmbeddingMap.Sample(5000);
        Assert.That(once, Has.Length.EqualTo(EmbeddingMap.Limit).And.Unique.And.Ordered.And.EqualTo(again));
    }

    private static float[][] Blobs(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(i => SampleReport.Point(random, 40, 0.3f).Select((value, d) => value + (d < 5 ? i % 2 : 0)).ToArray())];
    }
}
