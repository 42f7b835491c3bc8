using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>The weights of the residual's convolution over one frame, <c>y = x W + bias</c>, in <see cref="Panels"/>.</summary>
internal sealed unsafe class PointwiseWeights
{
    public PointwiseWeights(BlockShape shape, EncoderLayer layer, EncoderState state, WeightBuffers buffers)
    {
        var weight = state.Span(layer.Weight);
        Forward = buffers.Rent(shape.Inputs * shape.Outputs);
        Back = buffers.Rent(shape.Inputs * shape.Outputs);
        Bias = buffers.Copy(state.Span(layer.Bias), shape.Outputs);
        for (var o = 0; o < shape.Block.Outputs; o++)
        {
            for (var i = 0; i < shape.Block.Inputs; i++)
            {
                var value = weight[(o * shape.Block.Inputs) + i];
                Forward[Panels.Index(i, o, shape.Inputs, shape.Outputs)] = value;
                Back[Panels.Index(o, i, shape.Outputs, shape.Inputs)] = value;
            }
        }
    }

    /// <summary>Gets W, <c>[in, out]</c>.</summary>
    public float* Forward { get; }

    /// <summary>Gets its transpose, <c>[out, in]</c>.</summary>
    public float* Back { get; }

    /// <summary>Gets the bias, <c>[out]</c>.</summary>
    public float* Bias { get; }
}
