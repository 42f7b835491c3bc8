namespace MsMclr.MLNet.Transforms.Encoders.Architecture;

/// <summary>What a block adds to its output.</summary>
internal enum BlockResidual
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its input.</summary>
    Identity,

    /// <summary>Its input, brought to the output's size by a convolution and normalized.</summary>
    Projection,
}
