using MsMclr.MLNet;

namespace Samples;

/// <summary>The adjacency that graph convolutions use.</summary>
public static class GraphOfLayout
{
    public static void Run(TextWriter output)
    {
        var adjacency = SkeletonGraph.Adjacency(SkeletonLayout.NtuRgbd, GraphPartition.Spatial, GraphDistance.Full);
        output.WriteLine($"[{adjacency.GetLength(0)}, {adjacency.GetLength(1)}, {adjacency.GetLength(2)}]");
        output.WriteLine($"{adjacency.Cast<float>().Count(weight => weight != 0)} weights are not 0");
    }
}

// Output:
// [3, 25, 25]
// 73 weights are not 0
