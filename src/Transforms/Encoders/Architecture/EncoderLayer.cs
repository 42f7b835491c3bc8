namespace MsMclr.MLNet.Transforms.Encoders.Architecture;

/// <summary>A layer of the encoder: its name, and the names and shapes of its tensors, as PyTorch's modules have them.</summary>
/// <param name="Name">The module's name, such as <c>data_bn</c>.</param>
internal readonly record struct EncoderLayer(string Name)
{
    private const string VarianceSuffix = ".running_var";

    /// <summary>The weight; of batch normalization, the gain.</summary>
    public string Weight => Name + ".weight";

    /// <summary>The bias.</summary>
    public string Bias => Name + ".bias";

    /// <summary>The mean that batch normalization keeps for scoring.</summary>
    public string RunningMean => Name + ".running_mean";

    /// <summary>The variance that batch normalization keeps for scoring.</summary>
    public string RunningVariance => Name + VarianceSuffix;

    /// <summary>Whether a tensor is a variance by its name, be it the encoder's or one that merely travels along.</summary>
    public static bool IsVariance(string name) => name.EndsWith(VarianceSuffix, StringComparison.Ordinal);

    /// <summary>The tensors of a convolution over <paramref name="kernel"/> frames of one joint.</summary>
    public IEnumerable<EncoderParameter> Convolution(int inputs, int outputs, int kernel, bool required) =>
    [
        new(Weight, [outputs, inputs, kernel, 1], ParameterKind.ConvolutionWeight, required),
        new(Bias, [outputs], ParameterKind.ConvolutionBias, required),
    ];

    /// <summary>The tensors of a linear layer.</summary>
    public IEnumerable<EncoderParameter> Linear(int inputs, int outputs, bool required) =>
    [
        new(Weight, [outputs, inputs], ParameterKind.LinearWeight, required),
        new(Bias, [outputs], ParameterKind.LinearBias, required),
    ];

    /// <summary>The tensors of batch normalization.</summary>
    public IEnumerable<EncoderParameter> Normalization(long channels, bool required) =>
    [
        new(Weight, [channels], ParameterKind.NormGain, required),
        new(Bias, [channels], ParameterKind.NormBias, required),
        new(RunningMean, [channels], ParameterKind.RunningMean, required),
        new(RunningVariance, [channels], ParameterKind.RunningVariance, required),
    ];
}
