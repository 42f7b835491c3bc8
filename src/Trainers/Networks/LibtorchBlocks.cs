using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>
/// The blocks in libtorch's operations, values as <c>[R, C, T, V]</c>: what runs on a GPU, and the plain form on any device.
/// </summary>
internal sealed class LibtorchBlocks(EncoderState state, Tensor adjacency, DropoutMask dropout, EncoderForm form)
{
    private readonly ScalarType _type = form.Precision == TrainingPrecision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;

    /// <summary>
    /// Computes feature maps <c>[R', D, T', V]</c> of clips <c>[N, C, T, V, M]</c>. <paramref name="observe"/> sees every stage.
    /// </summary>
    public Tensor Apply(Tensor clips, BodyRows rows, bool training, Action<string, Tensor>? observe)
    {
        var channels = clips.shape[1];
        var frames = clips.shape[2];
        var joints = clips.shape[3];
        var bodies = clips.permute(0, 4, 3, 1, 2).reshape(clips.shape[0] * clips.shape[4], joints * channels, frames);
        var x = BatchNormalization.Apply(state, EncoderArchitecture.DataNorm, rows.Select(bodies), training);
        observe?.Invoke(EncoderArchitecture.DataNorm.Name, x);
        x = x.view(-1, joints, channels, frames).permute(0, 2, 3, 1).contiguous().to(_type);
        foreach (var block in state.Architecture.Blocks)
        {
            x = Block(block, x, training);
            observe?.Invoke($"block{block.Index}", x);
        }

        return x.to(ScalarType.Float32);
    }

    private Tensor Block(EncoderBlock block, Tensor x, bool training)
    {
        var graph = block.GraphConvolution;
        var links = (adjacency * state[block.EdgeImportance]).to(_type);
        var y = GraphConvolution.Apply(x, Typed(graph.Weight), Typed(graph.Bias), links, form.Plain);
        y = BatchNormalization.Apply(state, block.GraphNorm, y, training).relu();
        y = Convolve(y, block.TemporalConvolution, block.Stride);
        y = BatchNormalization.Apply(state, block.TemporalNorm, y, training);
        if (block.Residual == BlockResidual.None)
            return y.relu(); // The first block, which has no residual, has no dropout either.
        if (training)
            y = dropout.Apply(y);
        if (block.Residual == BlockResidual.Identity)
            return y.Plus(x).relu();
        var residual = Convolve(x, block.ResidualConvolution, block.Stride);
        return y.Plus(BatchNormalization.Apply(state, block.ResidualNorm, residual, training)).relu();
    }

    private Tensor Convolve(Tensor x, EncoderLayer layer, int stride)
        => Convolution.OverTime(x, Typed(layer.Weight), Typed(layer.Bias), stride);

    // Gradients come back to the weight itself, in its own precision.
    private Tensor Typed(string name) => state[name].to(_type);
}
