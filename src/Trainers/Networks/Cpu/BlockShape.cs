using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Encoders.Network;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>One block's place and sizes; widths padded to vector registers, values of a row in the order <c>[V, T, C]</c>.</summary>
internal sealed record BlockShape(EncoderBlock Block, int Frames, int Joints)
{
    public int Inputs { get; } = MatrixKernels.Padded(Block.Inputs);

    public int Outputs { get; } = MatrixKernels.Padded(Block.Outputs);

    public int OutputFrames { get; } = Block.FramesAfter(Frames);

    /// <summary>How the temporal convolution is done in the frequency domain; null where it is not.</summary>
    public FourierPlan? Fourier { get; } = FourierPlan.For(MatrixKernels.Padded(Block.Outputs), Frames, Block.Stride);

    public bool Projects => Block.Residual == BlockResidual.Projection;

    /// <summary>Frames of zeros before and after, which the temporal convolution reads.</summary>
    public const int Margin = EncoderArchitecture.TemporalKernel / 2;

    /// <summary>The same for its gradient, which a stride spreads over fewer frames.</summary>
    public int GradientMargin => Block.Stride == 1 ? Margin : Margin / 2;

    public int InputLength => Joints * Frames * Inputs;

    public int MixedLength => Joints * Frames * Outputs;

    public int OutputLength => Joints * OutputFrames * Outputs;

    public int PaddedLength => Joints * (Frames + (2 * Margin)) * Outputs;

    public int PaddedGradientLength => Joints * (OutputFrames + (2 * GradientMargin)) * Outputs;

    /// <summary>The blocks of an encoder, first to last, for clips of <paramref name="frames"/> frames.</summary>
    public static BlockShape[] Of(EncoderArchitecture architecture, int frames)
    {
        var shapes = new List<BlockShape>();
        foreach (var block in architecture.Blocks)
        {
            shapes.Add(new(block, frames, architecture.Joints));
            frames = block.FramesAfter(frames);
        }

        return [.. shapes];
    }
}
