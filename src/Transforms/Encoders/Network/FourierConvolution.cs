using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Encoders.Network;

/// <summary>A temporal convolution in the frequency domain as ONNX nodes: transforms along the frames are one matrix product each, and every product of the plan another.</summary>
/// <remarks>The taps' transform depends on weights alone, so a runtime computes it once, when it opens the model: the file holds the taps.</remarks>
internal sealed class FourierConvolution(OnnxGraph graph, FourierPlan plan, int joints)
{
    /// <summary>From <c>[R, C, T, V]</c> to the same shape, with taps <c>[C', C, 9, 1]</c> and a bias <c>[C']</c>.</summary>
    public string Apply(string x, string taps, string bias, long channels)
    {
        x = Swap(x);
        var spectrum = MatMul(Table(plan.Forward, plan.Products, plan.Frames), Reshape(x, plan.Frames, -1));
        var mixed = graph.Node("Conv", [Reshape(spectrum, 1, plan.Products * channels, -1, joints), Spectrum(taps, channels)],
            OnnxGraph.Attribute("kernel_shape", [1, 1]), OnnxGraph.Attribute("group", plan.Products));
        var frames = MatMul(Table(plan.Back, plan.Frames, plan.Products), Reshape(mixed, plan.Products, -1));
        var y = Swap(Reshape(frames, plan.Frames, channels, -1, joints));
        return graph.Node("Add", [y, Reshape(bias, 1, channels, 1, 1)]);
    }

    // [P * C', C, 1, 1]
    private string Spectrum(string taps, long channels)
    {
        var products = MatMul(Table(plan.Taps, plan.Products, EncoderArchitecture.TemporalKernel),
            graph.Node("Transpose", [Reshape(taps, -1, EncoderArchitecture.TemporalKernel)], OnnxGraph.Attribute("perm", [1, 0])));
        return Reshape(products, plan.Products * channels, -1, 1, 1);
    }

    // Rows and frames change places.
    private string Swap(string x) => graph.Node("Transpose", [x], OnnxGraph.Attribute("perm", [2, 1, 0, 3]));

    private string Table(float[] values, long rows, long columns) => Reshape(graph.Constant(values), rows, columns);

    private string Reshape(string x, params ReadOnlySpan<long> shape) => graph.Node("Reshape", [x, graph.Constant(shape)]);

    private string MatMul(string left, string right) => graph.Node("MatMul", [left, right]);
}
