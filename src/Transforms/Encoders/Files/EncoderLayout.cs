using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>Which skeleton an encoder of PyTorch is for: its tensors tell the number of joints and, sometimes, the graph.</summary>
internal static class EncoderLayout
{
    // What float32 may lose of a graph on its way through other libraries.
    private const float Tolerance = 1e-6f;

    /// <exception cref="FormatException">The layout is not told, or not the wanted one.</exception>
    public static SkeletonLayout Of(IReadOnlyDictionary<string, StoredTensor> tensors, int joints, SkeletonLayout? wanted)
    {
        if (wanted is not null)
        {
            if (wanted.JointCount != joints)
            {
                var actual = $"EncoderLoadOptions.Layout, {wanted}, has {wanted.JointCount}";
                throw new FormatException($"The file's encoder is for {joints} joints; {actual}.");
            }

            return wanted;
        }

        var candidates = SkeletonLayout.Known.Where(layout => layout.JointCount == joints).ToList();
        if (candidates.Count > 1 && Graph(tensors, joints) is { } graph)
            candidates = [.. candidates.Where(layout => IsGraphOf(layout, graph))];

        // 25 joints are NTU RGB+D's unless the graph says otherwise: the Python code has no other skeleton of that size.
        if (candidates.Count != 1 && joints == SkeletonLayout.NtuRgbd.JointCount)
            candidates = [SkeletonLayout.NtuRgbd];
        if (candidates is not [var found])
            throw NotTold(joints, candidates);
        return found;
    }

    public static EncoderTensor Adjacency(SkeletonLayout layout, GraphDistance distance)
    {
        var adjacency = SkeletonGraph.Adjacency(layout, GraphPartition.Spatial, distance);
        return new([3, layout.JointCount, layout.JointCount], [.. adjacency.Cast<float>()]);
    }

    private static float[]? Graph(IReadOnlyDictionary<string, StoredTensor> tensors, int joints)
    {
        if (!tensors.TryGetValue(EncoderArchitecture.AdjacencyName, out var stored) || !stored.Type.IsFloatingPoint)
            return null;
        return stored.Shape.AsSpan().SequenceEqual([3, joints, joints]) ? stored.Read() : null;
    }

    private static bool IsGraphOf(SkeletonLayout layout, float[] graph)
    {
        bool Equals(float[] values) => values.Zip(graph).All(pair => Math.Abs(pair.First - pair.Second) < Tolerance);
        return Enum.GetValues<GraphDistance>().Any(distance => Equals(Adjacency(layout, distance).Values));
    }

    private static FormatException NotTold(int joints, List<SkeletonLayout> candidates)
    {
        var reason = candidates.Count == 0
            ? "no known layout has"
            : $"several layouts have: {string.Join(", ", candidates.Select(candidate => candidate.Name))}";
        return new FormatException($"The file's encoder is for {joints} joints, which {reason}; set EncoderLoadOptions.Layout.");
    }
}
