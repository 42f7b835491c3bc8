namespace MsMclr.MLNet.Transforms.Encoders.Architecture;

internal sealed partial class EncoderArchitecture
{
    private const int LargestWidth = 8192;
    private const int LargestHead = 1 << 20;
    private const int MostSubsets = 16;

    /// <summary>
    /// The architecture that the tensors of a file tell by their names and shapes. Where a tensor is missing, or is of a size that no
    /// encoder has, <see cref="Paper"/>'s size is assumed: whoever compares the tensors with the result then finds what does not fit.
    /// </summary>
    /// <param name="shapes">The shape of each tensor.</param>
    public static EncoderArchitecture Infer(IReadOnlyDictionary<string, long[]> shapes)
    {
        var first = Paper.Blocks[0];
        var last = Paper.Blocks[^1];
        int Size(string name, int rank, int axis, int otherwise)
        {
            var shape = shapes.GetValueOrDefault(name);
            return shape?.Length == rank && shape[axis] is > 0 and <= LargestWidth ? (int)shape[axis] : otherwise;
        }

        var features = Size(last.GraphNorm.Weight, rank: 1, axis: 0, Paper.FeatureSize);
        return new EncoderArchitecture(
            channels: Size(first.GraphConvolution.Weight, rank: 4, axis: 1, Paper.Channels),
            joints: Size(first.EdgeImportance, rank: 3, axis: 1, Paper.Joints),
            hiddenChannels: Size(first.GraphNorm.Weight, rank: 1, axis: 0, Paper.HiddenChannels),
            features)
        {
            Subsets = SubsetsOf(shapes.GetValueOrDefault(AdjacencyName)),
            Head = HeadOf(shapes),
            AttentionSize = Size(AttentionDown.Weight, rank: 4, axis: 0, Bottleneck(features)),
        };
    }

    /// <summary>K as a graph of this shape tells it; null, or what is no graph, tells the usual three.</summary>
    public static int SubsetsOf(long[]? adjacency)
        => adjacency is [> 0 and <= MostSubsets and var subsets, _, _] ? (int)subsets : Paper.Subsets;

    private static EncoderHead? HeadOf(IReadOnlyDictionary<string, long[]> shapes)
    {
        bool Has(EncoderLayer layer) => shapes.ContainsKey(layer.Weight) || shapes.ContainsKey(layer.Bias);
        int Outputs(EncoderLayer layer)
            => shapes.GetValueOrDefault(layer.Weight) is [> 0 and <= LargestHead and var outputs, ..] ? (int)outputs : 0;
        if (Has(EncoderHead.HiddenLayer) || Has(EncoderHead.LastLayer))
            return new EncoderHead(Outputs(EncoderHead.LastLayer), HasHiddenLayer: true);
        return Has(EncoderHead.SingleLayer) ? new EncoderHead(Outputs(EncoderHead.SingleLayer), HasHiddenLayer: false) : null;
    }
}
