namespace MsMclr.MLNet;

/// <summary>The encoder (method: ST-GCN, ten blocks) as ONNX nodes. Weights keep their PyTorch names, batch normalisation stays unfolded.</summary>
internal sealed class EncoderNetwork(OnnxGraph graph, EncoderDefinition encoder, bool plain = false)
{
    public const int Blocks = 10;
    private const float Epsilon = 1e-5f;
    private readonly Dictionary<string, string> _weights = [];

    /// <summary>The temporal stride of a block: T is halved (rounded up) in blocks 4 and 7.</summary>
    public static int Stride(int block) => block is 4 or 7 ? 2 : 1;

    /// <summary>Bodies <c>[R, V * C, T]</c> (channel v * C + c) to features <c>[R, D]</c>, the mean over T' and V.</summary>
    public string Features(string bodies)
    {
        var shape = encoder.Shape;
        var x = Normalise(bodies, "data_bn");
        x = Reshape(x, -1, shape.Joints, shape.Channels, shape.Frames);
        x = graph.Node("Transpose", [x], OnnxGraph.Attribute("perm", [0, 2, 3, 1]));
        var frames = shape.Frames;
        for (var block = 0; block < Blocks; block++)
        {
            x = Block(x, block, frames);
            frames = (frames + Stride(block) - 1) / Stride(block);
        }

        return graph.Node("ReduceMean", [x], OnnxGraph.Attribute("axes", [2, 3]), OnnxGraph.Attribute("keepdims", 0));
    }

    /// <summary>Shape <c>[R, T, ...]</c> arguments for <c>Reshape</c>; -1 is what is left.</summary>
    public string Reshape(string x, params ReadOnlySpan<long> shape) => graph.Node("Reshape", [x, graph.Constant(shape)]);

    private string Block(string x, int block, int frames)
    {
        var prefix = $"st_gcn_networks.{block}.";
        var y = graph.Node("Relu", [plain ? Normalise(GraphConvolution(x, prefix, block, frames), prefix + "tcn.0") : NeighboursFirst(x, prefix, block, frames)]);
        y = TemporalConvolution(y, prefix + "tcn.2", frames, Stride(block));
        y = Normalise(y, prefix + "tcn.3");
        if (block > 0)
            y = graph.Node("Add", [y, Residual(x, prefix, block)]);
        return graph.Node("Relu", [y]);
    }

    // The same sum, over v before c: the product with A then has as many channels as come in, and nothing is left to add up after the convolution.
    private string NeighboursFirst(string x, string prefix, int block, int frames)
    {
        var weight = encoder.Weights[prefix + "gcn.conv.weight"];
        var subsets = encoder.Weights["A"].Shape[0];
        var (channels, inputs, joints) = (weight.Shape[0] / subsets, weight.Shape[1], encoder.Shape.Joints);
        var links = graph.Node("Mul", [Weight("A"), Weight($"edge_importance.{block}")]);
        var neighbours = Reshape(graph.Node("MatMul", [Reshape(x, -1, 1, inputs * frames, joints), links]), -1, subsets * inputs, frames, joints);
        var kernel = graph.Node("Transpose", [Reshape(Weight(prefix + "gcn.conv.weight"), subsets, channels, inputs)], OnnxGraph.Attribute("perm", [1, 0, 2]));
        var y = graph.Node("Conv", [neighbours, Reshape(kernel, channels, subsets * inputs, 1, 1)], OnnxGraph.Attribute("kernel_shape", [1, 1]));

        // The bias of a subset reaches a joint as often as its links do. After the normalisation, which a runtime then joins to the convolution.
        var degrees = graph.Node("ReduceSum", [links, graph.Constant(1L)], OnnxGraph.Attribute("keepdims", 0));
        var bias = graph.Node("MatMul", [graph.Node("Transpose", [Reshape(Weight(prefix + "gcn.conv.bias"), subsets, channels)], OnnxGraph.Attribute("perm", [1, 0])), degrees]);
        var deviation = graph.Node("Sqrt", [graph.Node("Add", [Weight(prefix + "tcn.0.running_var"), graph.Constant(Epsilon)])]);
        var scale = graph.Node("Div", [Weight(prefix + "tcn.0.weight"), deviation]);
        return graph.Node("Add", [Normalise(y, prefix + "tcn.0"), Reshape(graph.Node("Mul", [bias, Reshape(scale, channels, 1)]), 1, channels, 1, joints)]);
    }

    private string TemporalConvolution(string y, string name, int frames, int stride)
    {
        var weight = Weight(name + ".weight");
        if (!plain && FourierPlan.For((int)encoder.Weights[name + ".weight"].Shape[0], frames, stride) is { } plan)
            return new FourierConvolution(graph, plan, encoder.Shape.Joints).Apply(y, weight, Weight(name + ".bias"), encoder.Weights[name + ".weight"].Shape[0]);
        return Convolve(y, name, OnnxGraph.Attribute("kernel_shape", [9, 1]), OnnxGraph.Attribute("pads", [4, 0, 4, 0]), OnnxGraph.Attribute("strides", [stride, 1]));
    }

    private string Residual(string x, string prefix, int block)
    {
        if (!encoder.Weights.ContainsKey(prefix + "residual.0.weight"))
            return x;
        return Normalise(Convolve(x, prefix + "residual.0", OnnxGraph.Attribute("kernel_shape", [1, 1]), OnnxGraph.Attribute("strides", [Stride(block), 1])), prefix + "residual.1");
    }

    // g[n, c, t, w] = sum over k, v of u[n, k, c, t, v] * A[k, v, w] * E[k, v, w]
    private string GraphConvolution(string x, string prefix, int block, int frames)
    {
        var weight = encoder.Weights[prefix + "gcn.conv.weight"];
        var subsets = encoder.Weights["A"].Shape[0];
        var channels = weight.Shape[0] / subsets;
        var joints = encoder.Shape.Joints;
        var u = Convolve(x, prefix + "gcn.conv", OnnxGraph.Attribute("kernel_shape", [1, 1]));
        var links = graph.Node("Mul", [Weight("A"), Weight($"edge_importance.{block}")]);
        var linked = graph.Node("MatMul", [Reshape(u, -1, subsets, channels * frames, joints), links]);
        var sum = graph.Node("ReduceSum", [linked, graph.Constant(1L)], OnnxGraph.Attribute("keepdims", 0));
        return Reshape(sum, -1, channels, frames, joints);
    }

    private string Convolve(string x, string name, params ReadOnlySpan<AttributeProto> attributes)
        => graph.Node("Conv", [x, Weight(name + ".weight"), Weight(name + ".bias")], attributes);

    private string Normalise(string x, string name)
        => graph.Node("BatchNormalization", [x, Weight(name + ".weight"), Weight(name + ".bias"), Weight(name + ".running_mean"), Weight(name + ".running_var")], OnnxGraph.Attribute("epsilon", Epsilon));

    private string Weight(string name)
    {
        if (!_weights.TryGetValue(name, out var weight))
            _weights[name] = weight = graph.Weight(name, encoder.Weights[name]);
        return weight;
    }
}
