namespace MsMclr.MLNet.Transforms.Encoders.Architecture;

/// <summary>A tensor of the encoder, under its PyTorch name.</summary>
/// <param name="Name">The name in PyTorch's <c>state_dict</c>.</param>
/// <param name="Shape">The dimensions, the slowest first.</param>
/// <param name="Kind">What the tensor is.</param>
/// <param name="RequiredForScoring">Whether an embedding is computed with it.</param>
internal sealed record EncoderParameter(string Name, long[] Shape, ParameterKind Kind, bool RequiredForScoring)
{
    /// <summary>How many values it has.</summary>
    public long Length => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Whether an optimizer changes it. The rest is fixed, or measured on the way.</summary>
    public bool IsTrained => Kind is not (ParameterKind.Adjacency or ParameterKind.RunningMean or ParameterKind.RunningVariance);
}
