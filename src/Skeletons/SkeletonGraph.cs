namespace MsMclr.MLNet;

/// <summary>The adjacency that graph convolutions use: links of one hop, columns normalized, split into K subsets.</summary>
public static class SkeletonGraph
{
    /// <summary>
    /// Builds the adjacency <c>A[k, v, w]</c>, from source joint v to target joint w (ST-GCN, section 3.3; normalized by columns).
    /// </summary>
    /// <param name="layout">The skeleton.</param>
    /// <param name="partition">How neighbors are split; default <see cref="GraphPartition.Spatial"/>.</param>
    /// <param name="distance">How far distances from the center are counted; default <see cref="GraphDistance.OneHop"/>.</param>
    /// <returns><c>[K, V, V]</c>, row-major.</returns>
    public static float[,,] Adjacency(
        SkeletonLayout layout,
        GraphPartition partition = GraphPartition.Spatial,
        GraphDistance distance = GraphDistance.OneHop)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var joints = layout.JointCount;
        var linked = Links(layout);
        var fromCenter = DistancesFromCenter(layout, distance);
        var adjacency = new float[(int)partition + 1, joints, joints];
        for (var target = 0; target < joints; target++)
        {
            var degree = 0;
            for (var source = 0; source < joints; source++)
                degree += linked[source, target] ? 1 : 0;
            for (var source = 0; source < joints; source++)
            {
                if (linked[source, target])
                    adjacency[Subset(partition, source, target, fromCenter), source, target] = (float)(1.0 / degree);
            }
        }

        return adjacency;
    }

    private static bool[,] Links(SkeletonLayout layout)
    {
        var linked = new bool[layout.JointCount, layout.JointCount];
        for (var joint = 0; joint < layout.JointCount; joint++)
            linked[joint, joint] = true;
        foreach (var (child, parent) in layout.Bones)
            linked[child, parent] = linked[parent, child] = true;
        return linked;
    }

    private static int[] DistancesFromCenter(SkeletonLayout layout, GraphDistance distance)
    {
        var hops = new int[layout.JointCount];
        for (var joint = 0; joint < hops.Length; joint++)
        {
            for (var at = joint; at != layout.Center; at = layout.Parents[at])
                hops[joint]++;
            if (distance == GraphDistance.OneHop && hops[joint] > 1)
                hops[joint] = int.MaxValue;
        }

        return hops;
    }

    private static int Subset(GraphPartition partition, int source, int target, int[] fromCenter) => partition switch
    {
        GraphPartition.Uniform => 0,
        _ when source == target => 0,
        GraphPartition.Distance => 1,
        _ => fromCenter[source] >= fromCenter[target] ? 1 : 2,
    };
}
