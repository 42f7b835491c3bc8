namespace MsMclr.MLNet;

/// <summary>The sizes of an encoder as the shapes of its tensors tell them; where a tensor is missing, the reference's.</summary>
/// <param name="Channels">C.</param>
/// <param name="Joints">V.</param>
/// <param name="HiddenChannels">c.</param>
/// <param name="FeatureSize">D.</param>
internal readonly record struct EncoderSizes(int Channels, int Joints, int HiddenChannels, int FeatureSize)
{
    private const int Largest = 8192;

    public static EncoderSizes Of(IReadOnlyDictionary<string, StoredTensor> tensors)
    {
        int Size(string name, int rank, int axis, int otherwise)
            => tensors.TryGetValue(name, out var tensor) && tensor.Shape.Length == rank && tensor.Shape[axis] is > 0 and <= Largest ? (int)tensor.Shape[axis] : otherwise;
        return new(
            Size("st_gcn_networks.0.gcn.conv.weight", 4, 1, 3),
            Size("edge_importance.0", 3, 1, 25),
            Size("st_gcn_networks.0.tcn.0.weight", 1, 0, 16),
            Size("st_gcn_networks.9.tcn.0.weight", 1, 0, 256));
    }

    /// <summary>The tensors besides those of <see cref="EncoderWeights.Required"/> that an encoder may have: the projection head or a classifier, and motion attention.</summary>
    public IEnumerable<(string Name, long[] Shape)> Optional(IReadOnlyDictionary<string, StoredTensor> tensors)
    {
        long First(string name) => tensors.TryGetValue(name, out var tensor) && tensor.Shape.Length > 0 ? tensor.Shape[0] : 0;
        var (projection, classes, bottleneck) = (First("fc.2.weight"), First("fc.weight"), First("m2a.conv_down.weight"));
        return
        [
            ("fc.0.weight", [FeatureSize, FeatureSize]), ("fc.0.bias", [FeatureSize]), ("fc.2.weight", [projection, FeatureSize]), ("fc.2.bias", [projection]),
            ("fc.weight", [classes, FeatureSize]), ("fc.bias", [classes]),
            ("m2a.conv_down.weight", [bottleneck, FeatureSize, 1, 1]), ("m2a.conv_down.bias", [bottleneck]),
            ("m2a.conv_up.weight", [FeatureSize, bottleneck, 1, 1]), ("m2a.conv_up.bias", [FeatureSize]),
        ];
    }
}
