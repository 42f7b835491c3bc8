namespace MsMclr.MLNet.Tests;

public class SkeletonGraphTests
{
    [TestCase("ntu_rgbd", GraphPartition.Spatial)]
    [TestCase("ntu_rgbd", GraphPartition.Uniform)]
    [TestCase("ntu_rgbd", GraphPartition.Distance)]
    [TestCase("nw_ucla", GraphPartition.Spatial)]
    [TestCase("nw_ucla", GraphPartition.Uniform)]
    [TestCase("nw_ucla", GraphPartition.Distance)]
    [TestCase("openpose", GraphPartition.Spatial)]
    [TestCase("openpose", GraphPartition.Uniform)]
    [TestCase("openpose", GraphPartition.Distance)]
    public void Adjacency_equals_the_golden_one(string name, GraphPartition partition)
    {
        var layout = name switch
        {
            "nw_ucla" => SkeletonLayout.KinectV1,
            "openpose" => SkeletonLayout.OpenPose18,
            _ => SkeletonLayout.NtuRgbd,
        };
        var adjacency = SkeletonGraph.Adjacency(layout, partition);
        GoldenData.AssertMatches($"graph/A_{name}_{partition.ToString().ToLowerInvariant()}.npy", adjacency.Cast<float>().ToArray());
    }

    [Test]
    public void Full_distance_splits_the_edges_evenly_between_nearer_and_further()
    {
        var adjacency = SkeletonGraph.Adjacency(SkeletonLayout.NtuRgbd, distance: GraphDistance.Full);
        Assert.That(NonZeros(adjacency), Is.EqualTo(new[] { 25, 24, 24 }));
    }

    [Test]
    public void One_hop_distance_gives_the_split_of_the_authors_code()
        => Assert.That(NonZeros(SkeletonGraph.Adjacency(SkeletonLayout.NtuRgbd)), Is.EqualTo(new[] { 25, 40, 8 }));

    [Test]
    public void Each_column_of_all_subsets_together_sums_to_one()
    {
        foreach (var layout in SkeletonLayout.Known)
        {
            var adjacency = SkeletonGraph.Adjacency(layout);
            for (var target = 0; target < layout.JointCount; target++)
            {
                var sum = 0f;
                for (var k = 0; k < 3; k++)
                {
                    for (var source = 0; source < layout.JointCount; source++)
                        sum += adjacency[k, source, target];
                }

                Assert.That(sum, Is.EqualTo(1f).Within(1e-6f), $"{layout}, joint {target}");
            }
        }
    }

    private static int[] NonZeros(float[,,] adjacency)
    {
        var count = new int[adjacency.GetLength(0)];
        for (var k = 0; k < count.Length; k++)
        {
            for (var v = 0; v < adjacency.GetLength(1); v++)
            {
                for (var w = 0; w < adjacency.GetLength(2); w++)
                    count[k] += adjacency[k, v, w] != 0 ? 1 : 0;
            }
        }

        return count;
    }
}
