using MsMclr.MLNet.Experiments.Report.Embeddings;

namespace MsMclr.MLNet.Tests;

public sealed class EmbeddingMapTests
{
    [TestCase(true)]
    [TestCase(false)]
    public void Two_blobs_stay_apart_and_neighbors_share_a_blob(bool componentsOnly)
    {
        var points = Blobs(120);
        var map = EmbeddingMap.Place(points);
        var plane = componentsOnly ? map.Components : map.Neighbors;
        for (var i = 0; i < points.Length; i++)
        {
            var others = Enumerable.Range(0, points.Length).Where(j => j != i);
            var nearest = others.MinBy(j => Math.Pow(plane.X[i] - plane.X[j], 2) + Math.Pow(plane.Y[i] - plane.Y[j], 2));
            Assert.That(nearest % 2, Is.EqualTo(i % 2), $"point {i}");
        }

        Assert.That(plane.X.Concat(plane.Y).All(double.IsFinite));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(9)]
    public void Few_or_equal_points_have_finite_places(int count)
    {
        var map = EmbeddingMap.Place([.. Enumerable.Repeat(new float[] { 1, 2 }, count)]);
        var all = new[] { map.Components.X, map.Components.Y, map.Neighbors.X, map.Neighbors.Y };
        Assert.That(all.SelectMany(values => values), Has.All.EqualTo(0));
    }

    [Test]
    public void Beyond_the_limit_a_sample_is_drawn()
    {
        Assert.That(EmbeddingMap.Sample(EmbeddingMap.Limit), Is.EqualTo(Enumerable.Range(0, EmbeddingMap.Limit)));
        var once = EmbeddingMap.Sample(5000);
        var again = EmbeddingMap.Sample(5000);
        Assert.That(once, Has.Length.EqualTo(EmbeddingMap.Limit).And.Unique.And.Ordered.And.EqualTo(again));
    }

    private static float[][] Blobs(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(i => Shifted(SampleReport.Point(random, 40, 0.3f), i % 2))];
    }

    private static float[] Shifted(float[] point, float by) => [.. point.Select((value, d) => value + (d < 5 ? by : 0))];
}
