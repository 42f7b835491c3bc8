using MsMclr.MLNet.Experiments.Report.Embeddings;

namespace MsMclr.MLNet.Tests;

public sealed class PrincipalComponentsTests
{
    [Test]
    public void The_first_component_is_the_direction_of_most_variance()
    {
        var random = new Random(3);
        float[][] points = [.. Enumerable.Range(0, 200).Select(_ => AlongALine(random))];
        var projected = PrincipalComponents.Project(points, 2);
        var along = points.Select(point => ((double)point[0] * 0.6) + (point[1] * 0.8)).ToArray();
        var mean = along.Average();
        for (var i = 0; i < points.Length; i++)
            Assert.That(Math.Abs(projected[i][0]), Is.EqualTo(Math.Abs(along[i] - mean)).Within(0.05));
    }

    private static float[] AlongALine(Random random)
    {
        var place = SampleReport.Point(random, 1, 5)[0];
        var noise = SampleReport.Point(random, 1, 0.1f)[0];
        return [3 * place, 4 * place, noise];
    }
}
