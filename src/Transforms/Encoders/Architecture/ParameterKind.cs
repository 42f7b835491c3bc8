namespace MsMclr.MLNet.Transforms.Encoders.Architecture;

/// <summary>What a tensor of the encoder is. It decides how the tensor begins and whether it is trained.</summary>
internal enum ParameterKind
{
    /// <summary>The skeleton's graph, <c>[K, V, V]</c>. No parameter in PyTorch, so its files may leave it out.</summary>
    Adjacency,

    /// <summary>How much each edge of the graph counts in a block, <c>[K, V, V]</c>.</summary>
    EdgeImportance,

    /// <summary>A convolution's weight, <c>[outputs, inputs, kernel, 1]</c>.</summary>
    ConvolutionWeight,

    /// <summary>A convolution's bias, <c>[outputs]</c>.</summary>
    ConvolutionBias,

    /// <summary>A linear layer's weight, <c>[outputs, inputs]</c>.</summary>
    LinearWeight,

    /// <summary>A linear layer's bias, <c>[outputs]</c>.</summary>
    LinearBias,

    /// <summary>What batch normalization multiplies with, <c>[channels]</c>.</summary>
    NormGain,

    /// <summary>What batch normalization adds, <c>[channels]</c>.</summary>
    NormBias,

    /// <summary>The mean that batch normalization keeps for scoring, <c>[channels]</c>.</summary>
    RunningMean,

    /// <summary>The variance that batch normalization keeps for scoring, <c>[channels]</c>.</summary>
    RunningVariance,
}
