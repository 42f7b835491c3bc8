using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

/// <summary>The encoders whose weights and outputs the authors' code recorded.</summary>
internal static class GoldenEncoders
{
    public static EncoderDefinition Small(bool excludeAbsent = false, SkeletonStream stream = SkeletonStream.Joint) => new()
    {
        Shape = new ClipShape(3, 16, 25, 2),
        Layout = SkeletonLayout.NtuRgbd,
        Stream = stream,
        HiddenChannels = 4,
        FeatureSize = 16,
        ExcludeAbsentBodies = excludeAbsent,
        Weights = Stacked(stream, Weights("small/encoder_q_init.npy", "small_encoder_state")),
    };

    public static EncoderDefinition Full(bool excludeAbsent = false) => new()
    {
        Shape = new ClipShape(3, 50, 25, 2),
        Layout = SkeletonLayout.NtuRgbd,
        HiddenChannels = 16,
        FeatureSize = 256,
        ExcludeAbsentBodies = excludeAbsent,
        Weights = Weights("full/encoder.npy", "full_encoder_state"),
    };

    // The weights of the network's first layers for each of the streams that it sees, each with weights of its own.
    private static Dictionary<string, EncoderTensor> Stacked(SkeletonStream stream, Dictionary<string, EncoderTensor> weights)
    {
        if (stream != SkeletonStream.Stacked)
            return weights;
        const string First = "st_gcn_networks.0.gcn.conv.weight";
        foreach (var (name, tensor) in weights.Where(weight => weight.Key == First || weight.Key.StartsWith("data_bn.")).ToList())
        {
            if (tensor.Values.Length < 3)
                continue; // data_bn's number of batches
            float[] wide = [.. tensor.Values.Chunk(3).SelectMany(c => new[] { 1, 0.5f, 2 }.SelectMany(size => c.Select(x => size * x)))];
            weights[name] = new(name == First ? [tensor.Shape[0], 9, 1, 1] : [wide.Length], wide);
        }

        return weights;
    }

    private static Dictionary<string, EncoderTensor> Weights(string file, string pack)
    {
        using var manifest = GoldenData.Manifest("manifest.json");
        var values = GoldenArray.Read(file).Values;
        var adjacency = SkeletonGraph.Adjacency(SkeletonLayout.NtuRgbd).Cast<float>();
        var weights = new Dictionary<string, EncoderTensor> { ["A"] = new([3, 25, 25], [.. adjacency]) };
        foreach (var entry in manifest.RootElement.GetProperty("packs").GetProperty(pack).EnumerateArray())
        {
            long[] shape = [.. entry.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt64())];
            var length = (int)shape.Aggregate(1L, (product, size) => product * size);
            var part = values.AsSpan(entry.GetProperty("offset").GetInt32(), length);
            weights[entry.GetProperty("name").GetString()!] = new(shape, part.ToArray());
        }

        return weights;
    }
}
