namespace MsMclr.MLNet;

/// <summary>One block's place and sizes; widths padded to vector registers, values of a row in the order <c>[V, T, C]</c>.</summary>
internal sealed record BlockShape(int Index, BlockSize Size, int Frames, int Joints)
{
    public string Name { get; } = $"st_gcn_networks.{Index}";

    public int Inputs { get; } = MatrixKernels.Padded(Size.Inputs);

    public int Outputs { get; } = MatrixKernels.Padded(Size.Outputs);

    public int OutputFrames { get; } = ((Frames - 1) / Size.Stride) + 1;

    /// <summary>How the temporal convolution is done in the frequency domain; null where it is not.</summary>
    public FourierPlan? Fourier { get; } = FourierPlan.For(MatrixKernels.Padded(Size.Outputs), Frames, Size.Stride);

    public bool Projects => Size.Residual == Residual.Projection;

    /// <summary>Frames of zeros before and after, which the temporal convolution reads.</summary>
    public const int Margin = EncoderSize.TemporalKernel / 2;

    /// <summary>The same for its gradient, which a stride spreads over fewer frames.</summary>
    public int GradientMargin => Size.Stride == 1 ? Margin : Margin / 2;

    public int InputLength => Joints * Frames * Inputs;

    public int MixedLength => Joints * Frames * Outputs;

    public int OutputLength => Joints * OutputFrames * Outputs;

    public int PaddedLength => Joints * (Frames + (2 * Margin)) * Outputs;

    public int PaddedGradientLength => Joints * (OutputFrames + (2 * GradientMargin)) * Outputs;

    /// <summary>The blocks of an encoder, first to last.</summary>
    public static BlockShape[] Of(EncoderSize size)
    {
        var shapes = new List<BlockShape>();
        foreach (var block in size.Blocks)
            shapes.Add(new(shapes.Count, block, shapes.Count == 0 ? size.Clip.Frames : shapes[^1].OutputFrames, size.Clip.Joints));
        return [.. shapes];
    }
}
