using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Readout;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Encoders.Network;

/// <summary>
/// The blocks of <see cref="EncoderArchitecture"/> as ONNX nodes. Weights keep their PyTorch names, batch normalization stays unfolded.
/// </summary>
/// <remarks>
/// The plain form has the operators of the method, for files that others read. The other form gives the same numbers up to rounding and
/// is faster: it joins neighbors before it convolves, and convolves over time in the frequency domain where that pays.
/// </remarks>
internal sealed class EncoderNetwork(OnnxGraph graph, EncoderDefinition encoder, bool plain = false)
{
    private const float Epsilon = 1e-5f;
    private readonly EncoderArchitecture _architecture = encoder.Architecture;
    private readonly Dictionary<string, string> _weights = [];

    /// <summary>
    /// Bodies <c>[R, V * C, T]</c> (channel v * C + c) to features <c>[R, E]</c>, as the encoder's read-out and whitening say.
    /// </summary>
    public string Features(string bodies)
    {
        // Blocks after the last one that is read would take time and change nothing.
        var plan = encoder.Plan;
        var maps = Maps(bodies, plan.Blocks[^1].Index + 1);
        return WhiteningGraph.Add(graph, encoder, new ReadoutGraph(graph, plan).Read(maps));
    }

    /// <summary>Bodies <c>[R, V * C, T]</c> to the feature maps <c>[R, C', T', V]</c> of the first blocks.</summary>
    public IReadOnlyList<string> Maps(string bodies, int blocks)
    {
        var shape = encoder.Input;
        var x = Normalize(bodies, EncoderArchitecture.DataNorm);
        x = graph.Reshape(x, -1, shape.Joints, shape.Channels, shape.Frames);
        x = graph.Transpose(x, 0, 2, 3, 1);
        var frames = shape.Frames;
        var maps = new List<string>();
        foreach (var block in _architecture.Blocks.Take(blocks))
        {
            x = Block(x, block, frames);
            frames = block.FramesAfter(frames);
            maps.Add(x);
        }

        return maps;
    }

    private string Block(string x, EncoderBlock block, int frames)
    {
        var mixed = plain ? ConvolutionFirst(x, block, frames) : NeighborsFirst(x, block, frames);
        var y = TemporalConvolution(graph.Node("Relu", [mixed]), block, frames);
        y = Normalize(y, block.TemporalNorm);
        if (block.Residual != BlockResidual.None)
            y = graph.Add(y, Residual(x, block));
        return graph.Node("Relu", [y]);
    }

    // As the method writes it: g[n, c, t, w] = sum over k, v of u[n, k, c, t, v] * A[k, v, w] * E[k, v, w], then normalized.
    private string ConvolutionFirst(string x, EncoderBlock block, int frames)
    {
        var joints = _architecture.Joints;
        var u = Convolve(x, block.GraphConvolution, OnnxGraph.Attribute("kernel_shape", [1, 1]));
        var links = Links(block);
        var linked = graph.MatMul(graph.Reshape(u, -1, _architecture.Subsets, block.Outputs * frames, joints), links);
        var sum = graph.Sum(linked, axis: 1);
        return Normalize(graph.Reshape(sum, -1, block.Outputs, frames, joints), block.GraphNorm);
    }

    // The sum of ConvolutionFirst, over v before c: the product with A then has as many channels as come in, and nothing is left to
    // add up after the convolution.
    private string NeighborsFirst(string x, EncoderBlock block, int frames)
    {
        var subsets = _architecture.Subsets;
        var joints = _architecture.Joints;
        var links = Links(block);
        var neighbors = graph.MatMul(graph.Reshape(x, -1, 1, block.Inputs * frames, joints), links);
        neighbors = graph.Reshape(neighbors, -1, subsets * block.Inputs, frames, joints);
        var kernel = graph.Reshape(Weight(block.GraphConvolution.Weight), subsets, block.Outputs, block.Inputs);
        kernel = graph.Transpose(kernel, 1, 0, 2);
        kernel = graph.Reshape(kernel, block.Outputs, subsets * block.Inputs, 1, 1);
        var y = graph.Node("Conv", [neighbors, kernel], OnnxGraph.Attribute("kernel_shape", [1, 1]));

        // The bias of a subset reaches a joint as often as its links do. It is added after the normalization, which a runtime then
        // joins to the convolution.
        var degrees = graph.Sum(links, axis: 1);
        var bias = graph.Reshape(Weight(block.GraphConvolution.Bias), subsets, block.Outputs);
        bias = graph.MatMul(graph.Transpose(bias, 1, 0), degrees);
        var deviation = graph.Node("Sqrt", [graph.Add(Weight(block.GraphNorm.RunningVariance), graph.Constant(Epsilon))]);
        var scale = graph.Divide(Weight(block.GraphNorm.Weight), deviation);
        y = Normalize(y, block.GraphNorm);
        var scaled = graph.Multiply(bias, graph.Reshape(scale, block.Outputs, 1));
        return graph.Add(y, graph.Reshape(scaled, 1, block.Outputs, 1, joints));
    }

    private string TemporalConvolution(string y, EncoderBlock block, int frames)
    {
        const int Kernel = EncoderArchitecture.TemporalKernel;
        const int Margin = Kernel / 2;
        var layer = block.TemporalConvolution;
        var weight = Weight(layer.Weight);
        if (!plain && FourierPlan.For(block.Outputs, frames, block.Stride) is { } plan)
            return new FourierConvolution(graph, plan, _architecture.Joints).Apply(y, weight, Weight(layer.Bias), block.Outputs);
        return Convolve(y, layer, OnnxGraph.Attribute("kernel_shape", [Kernel, 1]),
            OnnxGraph.Attribute("pads", [Margin, 0, Margin, 0]), OnnxGraph.Attribute("strides", [block.Stride, 1]));
    }

    private string Residual(string x, EncoderBlock block)
    {
        if (block.Residual == BlockResidual.Identity)
            return x;
        x = Convolve(x, block.ResidualConvolution,
            OnnxGraph.Attribute("kernel_shape", [1, 1]), OnnxGraph.Attribute("strides", [block.Stride, 1]));
        return Normalize(x, block.ResidualNorm);
    }

    private string Links(EncoderBlock block)
        => graph.Multiply(Weight(EncoderArchitecture.AdjacencyName), Weight(block.EdgeImportance));

    private string Convolve(string x, EncoderLayer layer, params ReadOnlySpan<AttributeProto> attributes)
        => graph.Node("Conv", [x, Weight(layer.Weight), Weight(layer.Bias)], attributes);

    private string Normalize(string x, EncoderLayer layer)
    {
        string[] inputs = [x, Weight(layer.Weight), Weight(layer.Bias), Weight(layer.RunningMean), Weight(layer.RunningVariance)];
        return graph.Node("BatchNormalization", inputs, OnnxGraph.Attribute("epsilon", Epsilon));
    }

    private string Weight(string name)
    {
        if (!_weights.TryGetValue(name, out var weight))
            _weights[name] = weight = graph.Weight(name, encoder.Weights[name]);
        return weight;
    }
}
