using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

/// <summary>The encoders whose weights and outputs the authors' code recorded.</summary>
internal static class GoldenEncoders
{
    public static EncoderDefinition Small(bool excludeAbsent = false, SkeletonStream stream = SkeletonStream.Joint)
        => Read("small/encoder_q_init.npy", "small_encoder_state", new ClipShape(3, 16, 25, 2), 4, 16, excludeAbsent, stream);

    public static EncoderDefinition Full(bool excludeAbsent = false) => Read("full/encoder.npy", "full_encoder_state", new ClipShape(3, 50, 25, 2), 16, 256, excludeAbsent, SkeletonStream.Joint);

    private static EncoderDefinition Read(string file, string pack, ClipShape shape, int hidden, int features, bool excludeAbsent, SkeletonStream stream)
    {
        using var manifest = GoldenData.Manifest("manifest.json");
        var values = GoldenArray.Read(file).Values;
        var weights = new Dictionary<string, EncoderTensor> { ["A"] = new([3, 25, 25], [.. SkeletonGraph.Adjacency(SkeletonLayout.NtuRgbd).Cast<float>()]) };
        foreach (var entry in manifest.RootElement.GetProperty("packs").GetProperty(pack).EnumerateArray())
        {
            long[] size = [.. entry.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt64())];
            weights[entry.GetProperty("name").GetString()!] = new(size, values.AsSpan(entry.GetProperty("offset").GetInt32(), (int)size.Aggregate(1L, (a, b) => a * b)).ToArray());
        }

        return new EncoderDefinition
        {
            Shape = shape, Layout = SkeletonLayout.NtuRgbd, Stream = stream, HiddenChannels = hidden, FeatureSize = features, ExcludeAbsentBodies = excludeAbsent, Weights = weights,
        };
    }
}
