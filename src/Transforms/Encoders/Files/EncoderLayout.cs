using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>Which skeleton an encoder of PyTorch is for: its tensors tell the number of joints and, sometimes, the graph.</summary>
internal static class EncoderLayout
{
    public static SkeletonLayout Of(IReadOnlyDictionary<string, StoredTensor> tensors, int joints, SkeletonLayout? wanted)
    {
        if (wanted is not null)
        {
            return wanted.JointCount == joints ? wanted
                : throw new FormatException($"The file's encoder is for {joints} joints; EncoderLoadOptions.Layout, {wanted}, has {wanted.JointCount}.");
        }

        var candidates = SkeletonLayout.Known.Where(layout => layout.JointCount == joints).ToList();
        if (candidates.Count > 1 && tensors.TryGetValue(EncoderArchitecture.AdjacencyName, out var stored)
            && stored.Type.IsFloatingPoint && stored.Shape.AsSpan().SequenceEqual([3, joints, joints]))
        {
            var adjacency = stored.Read();
            candidates = [.. candidates.Where(layout => Enum.GetValues<GraphDistance>().Any(distance => Adjacency(layout, distance).Values.Zip(adjacency).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6f)))];
        }

        // 25 joints are NTU RGB+D's unless the graph says otherwise: the Python code has no other skeleton of that size.
        if (candidates.Count != 1 && joints == SkeletonLayout.NtuRgbd.JointCount)
            candidates = [SkeletonLayout.NtuRgbd];
        return candidates is [var layout] ? layout
            : throw new FormatException($"The file's encoder is for {joints} joints, which {(candidates.Count == 0 ? "no known layout has" : $"several layouts have: {string.Join(", ", candidates.Select(candidate => candidate.Name))}")}; set EncoderLoadOptions.Layout.");
    }

    public static EncoderTensor Adjacency(SkeletonLayout layout, GraphDistance distance)
        => new([3, layout.JointCount, layout.JointCount], [.. SkeletonGraph.Adjacency(layout, GraphPartition.Spatial, distance).Cast<float>()]);
}
