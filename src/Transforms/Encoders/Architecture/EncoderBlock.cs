namespace MsMclr.MLNet.Transforms.Encoders.Architecture;

/// <summary>
/// One block of the encoder (method, section 5): a graph convolution over joints, a temporal convolution over frames, each
/// normalized, and a residual.
/// </summary>
/// <param name="Index">Its place, 0-based.</param>
/// <param name="Inputs">The channels that come in.</param>
/// <param name="Outputs">The channels that go out.</param>
/// <param name="Stride">Of how many frames one goes out.</param>
/// <param name="Residual">What it adds to its output.</param>
internal sealed record EncoderBlock(int Index, int Inputs, int Outputs, int Stride, BlockResidual Residual)
{
    /// <summary>What precedes the names of its layers, a dot included.</summary>
    public string Prefix => $"st_gcn_networks.{Index}.";

    /// <summary>The 1x1 convolution to <c>K * Outputs</c> channels, which the graph then mixes over joints.</summary>
    public EncoderLayer GraphConvolution => new(Prefix + "gcn.conv");

    /// <summary>Batch normalization after the graph convolution.</summary>
    public EncoderLayer GraphNorm => new(Prefix + "tcn.0");

    /// <summary>The convolution over frames, which carries the stride.</summary>
    public EncoderLayer TemporalConvolution => new(Prefix + "tcn.2");

    /// <summary>Batch normalization after the temporal convolution.</summary>
    public EncoderLayer TemporalNorm => new(Prefix + "tcn.3");

    /// <summary>The 1x1 convolution of a <see cref="BlockResidual.Projection"/>.</summary>
    public EncoderLayer ResidualConvolution => new(Prefix + "residual.0");

    /// <summary>Batch normalization after it.</summary>
    public EncoderLayer ResidualNorm => new(Prefix + "residual.1");

    /// <summary>The name of what is learned about the graph's edges.</summary>
    public string EdgeImportance => $"edge_importance.{Index}";

    /// <summary>How many frames go out of <paramref name="frames"/> that come in.</summary>
    public int FramesAfter(int frames) => ((frames - 1) / Stride) + 1;

    /// <summary>The tensors of its layers in PyTorch's order, without the edge importance, which PyTorch keeps elsewhere.</summary>
    /// <param name="subsets">K, into how many subsets the graph's edges are divided.</param>
    public IEnumerable<EncoderParameter> Parameters(int subsets)
    {
        IEnumerable<EncoderParameter> parameters =
        [
            .. GraphConvolution.Convolution(Inputs, subsets * Outputs, kernel: 1, required: true),
            .. GraphNorm.Normalization(Outputs, required: true),
            .. TemporalConvolution.Convolution(Outputs, Outputs, EncoderArchitecture.TemporalKernel, required: true),
            .. TemporalNorm.Normalization(Outputs, required: true),
        ];
        if (Residual != BlockResidual.Projection)
            return parameters;
        return
        [
            .. parameters,
            .. ResidualConvolution.Convolution(Inputs, Outputs, kernel: 1, required: true),
            .. ResidualNorm.Normalization(Outputs, required: true),
        ];
    }
}
