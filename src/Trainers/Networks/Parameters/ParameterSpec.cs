namespace MsMclr.MLNet;

/// <summary>How a tensor of the network begins (weights_init of the reference: N(0, 0.02) weights, zero biases, N(1, 0.02) BatchNorm gains).</summary>
internal enum Beginning
{
    Weight,
    Zero,
    Gain,
    One,
}

/// <summary>A named tensor of the network, under its PyTorch name.</summary>
internal sealed record ParameterSpec(string Name, long[] Shape, Beginning Beginning, bool IsBuffer = false)
{
    /// <summary>Every tensor of a pretraining encoder, in PyTorch's order.</summary>
    public static IEnumerable<ParameterSpec> Of(EncoderSize size)
    {
        var joints = size.Clip.Joints;
        foreach (var spec in Normalisation("data_bn", joints * size.Clip.Channels))
            yield return spec;
        for (var i = 0; i < size.Blocks.Count; i++)
        {
            foreach (var spec in Block($"st_gcn_networks.{i}", size.Blocks[i]))
                yield return spec;
        }

        foreach (var spec in Projection(size))
            yield return spec;
        foreach (var spec in Convolution("m2a.conv_down", size.FeatureSize, size.AttentionSize, 1).Concat(Convolution("m2a.conv_up", size.AttentionSize, size.FeatureSize, 1)))
            yield return spec;
        for (var i = 0; i < size.Blocks.Count; i++)
            yield return new($"edge_importance.{i}", [3, joints, joints], Beginning.One);
    }

    private static IEnumerable<ParameterSpec> Block(string name, BlockSize block)
    {
        IEnumerable<ParameterSpec> specs =
        [
            .. Convolution($"{name}.gcn.conv", block.Inputs, 3 * block.Outputs, 1),
            .. Normalisation($"{name}.tcn.0", block.Outputs),
            .. Convolution($"{name}.tcn.2", block.Outputs, block.Outputs, EncoderSize.TemporalKernel),
            .. Normalisation($"{name}.tcn.3", block.Outputs),
        ];
        return block.Residual != Residual.Projection ? specs
            : specs.Concat(Convolution($"{name}.residual.0", block.Inputs, block.Outputs, 1)).Concat(Normalisation($"{name}.residual.1", block.Outputs));
    }

    private static ParameterSpec[] Convolution(string name, int inputs, int outputs, int kernel)
        => [new($"{name}.weight", [outputs, inputs, kernel, 1], Beginning.Weight), new($"{name}.bias", [outputs], Beginning.Zero)];

    private static IEnumerable<ParameterSpec> Projection(EncoderSize size) => size.Head == ProjectionHead.Linear
        ? Linear("fc", size.FeatureSize, size.ProjectionSize)
        : Linear("fc.0", size.FeatureSize, size.FeatureSize).Concat(Linear("fc.2", size.FeatureSize, size.ProjectionSize));

    private static ParameterSpec[] Linear(string name, int inputs, int outputs)
        => [new($"{name}.weight", [outputs, inputs], Beginning.Weight), new($"{name}.bias", [outputs], Beginning.Zero)];

    private static ParameterSpec[] Normalisation(string name, int channels) =>
    [
        new($"{name}.weight", [channels], Beginning.Gain), new($"{name}.bias", [channels], Beginning.Zero),
        new($"{name}.running_mean", [channels], Beginning.Zero, IsBuffer: true), new($"{name}.running_var", [channels], Beginning.One, IsBuffer: true),
    ];
}
