using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Encoders.Network;

/// <summary>A temporal convolution in the frequency domain as ONNX nodes.</summary>
/// <remarks>
/// <para>A convolution over time becomes a product once both sides are transformed to frequencies: nine taps a frame are replaced by one
/// product a frequency. <see cref="FourierPlan"/> has the transforms as plain matrices of real numbers, P products for T frames.</para>
/// <para>Three steps follow from that. Frames are transformed by one matrix product, <c>[P, T] x [T, ...]</c>. Each of the P rows is
/// multiplied by its own matrix of channels, <c>[C', C]</c>, which is a convolution of P groups with a kernel of 1. The result goes back
/// to frames by another matrix product, <c>[T, P] x [P, ...]</c>.</para>
/// <para>The taps' transform depends on weights alone, so a runtime computes it once, when it opens the model. The file holds the taps
/// themselves, under their PyTorch name.</para>
/// </remarks>
internal sealed class FourierConvolution(OnnxGraph graph, FourierPlan plan, int joints)
{
    /// <summary>From <c>[R, C, T, V]</c> to the same shape, with taps <c>[C', C, 9, 1]</c> and a bias <c>[C']</c>.</summary>
    public string Apply(string x, string taps, string bias, long channels)
    {
        // [R, C, T, V] to [T, C, R, V]: frames come first, everything else is one long row.
        x = FramesFirst(x);
        var forward = Table(plan.Forward, plan.Products, plan.Frames);
        var spectrum = graph.MatMul(forward, graph.Reshape(x, plan.Frames, -1));

        // [1, P * C, R, V]: P groups of C channels.
        var grouped = graph.Reshape(spectrum, 1, plan.Products * channels, -1, joints);
        var mixed = graph.Node("Conv", [grouped, Kernel(taps, channels)],
            OnnxGraph.Attribute("kernel_shape", [1, 1]), OnnxGraph.Attribute("group", plan.Products));

        var back = Table(plan.Back, plan.Frames, plan.Products);
        var frames = graph.MatMul(back, graph.Reshape(mixed, plan.Products, -1));
        var y = FramesFirst(graph.Reshape(frames, plan.Frames, channels, -1, joints));
        return graph.Add(y, graph.Reshape(bias, 1, channels, 1, 1));
    }

    // The taps' transform as the kernel of a grouped convolution, [P * C', C, 1, 1].
    private string Kernel(string taps, long channels)
    {
        var table = Table(plan.Taps, plan.Products, EncoderArchitecture.TemporalKernel);
        var columns = graph.Transpose(graph.Reshape(taps, -1, EncoderArchitecture.TemporalKernel), 1, 0);
        return graph.Reshape(graph.MatMul(table, columns), plan.Products * channels, -1, 1, 1);
    }

    // [R, C, T, V] to [T, C, R, V], and back.
    private string FramesFirst(string x) => graph.Transpose(x, 2, 1, 0, 3);

    private string Table(float[] values, long rows, long columns) => graph.Reshape(graph.Constant(values), rows, columns);
}
