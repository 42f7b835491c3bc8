using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Encoders.Network;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The sizes of one block as the kernels see them. A row (one body of a clip) stands in the order <c>[V, T, C]</c>: joint after joint,
/// within it frame after frame, and the channels of a frame side by side. Channels are padded to <see cref="Lanes"/>.
/// </summary>
/// <param name="Block">The block.</param>
/// <param name="Frames">T, the frames that come in.</param>
/// <param name="Joints">V.</param>
/// <param name="Subsets">K, the subsets of the graph.</param>
internal sealed unsafe record BlockShape(EncoderBlock Block, int Frames, int Joints, int Subsets)
{
    /// <summary>How many frames of zeros the temporal convolution reads before a joint's first frame, and after its last.</summary>
    public const int Margin = EncoderArchitecture.TemporalKernel / 2;

    /// <summary>Gets the padded channels that come in.</summary>
    public int Inputs { get; } = Lanes.RoundUp(Block.Inputs);

    /// <summary>Gets the padded channels that go out.</summary>
    public int Outputs { get; } = Lanes.RoundUp(Block.Outputs);

    /// <summary>Gets T', the frames that go out.</summary>
    public int OutputFrames { get; } = Block.FramesAfter(Frames);

    /// <summary>Gets how the temporal convolution is done in the frequency domain, or null where it is done with taps.</summary>
    public FourierPlan? Fourier { get; } = FourierPlan.For(Lanes.RoundUp(Block.Outputs), Frames, Block.Stride);

    /// <summary>Gets whether the residual has a convolution of its own.</summary>
    public bool Projects => Block.Residual == BlockResidual.Projection;

    /// <summary>
    /// Gets <see cref="Margin"/> for the gradient of the temporal convolution. With a stride of two, half of the taps meet an output.
    /// </summary>
    public int GradientMargin => Block.Stride == 1 ? Margin : Margin / 2;

    /// <summary>Gets the floats of a row that comes in, <c>[V, T, Inputs]</c>.</summary>
    public int InputLength => Joints * Frames * Inputs;

    /// <summary>Gets the floats of a row after the graph convolution, <c>[V, T, Outputs]</c>.</summary>
    public int GraphLength => Joints * Frames * Outputs;

    /// <summary>Gets the floats of a row that goes out, <c>[V, T', Outputs]</c>.</summary>
    public int OutputLength => Joints * OutputFrames * Outputs;

    /// <summary>Gets the floats of a row after the graph convolution with margins, <c>[V, T + 8, Outputs]</c>.</summary>
    public int PaddedGraphLength => Joints * PaddedFrames * Outputs;

    /// <summary>Gets the frames of a joint with both margins.</summary>
    public int PaddedFrames => Frames + (2 * Margin);

    /// <summary>Gets the frames of a joint's output gradient with both margins.</summary>
    public int PaddedGradientFrames => OutputFrames + (2 * GradientMargin);

    /// <summary>Gets the floats of a row's output gradient with margins.</summary>
    public int PaddedGradientLength => Joints * PaddedGradientFrames * Outputs;

    /// <summary>Lists the blocks of an encoder, first to last, for clips of <paramref name="frames"/> frames.</summary>
    public static BlockShape[] Of(EncoderArchitecture architecture, int frames)
    {
        var shapes = new List<BlockShape>();
        foreach (var block in architecture.Blocks)
        {
            shapes.Add(new(block, frames, architecture.Joints, architecture.Subsets));
            frames = block.FramesAfter(frames);
        }

        return [.. shapes];
    }

    /// <summary>Views a row after the graph convolution as a matrix <c>[V * T, Outputs]</c>.</summary>
    public ChannelRows GraphPositions(float* values) => new(values, Joints * Frames, Outputs);

    /// <summary>Views a row that goes out as a matrix <c>[V * T', Outputs]</c>.</summary>
    public ChannelRows OutputPositions(float* values) => new(values, Joints * OutputFrames, Outputs);
}
