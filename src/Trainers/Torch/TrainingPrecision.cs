namespace MsMclr.MLNet;

/// <summary>
/// Specifies how precisely a training step computes and keeps the values between layers. Weights, optimizer, statistics, sums and losses
/// have 32 bits in all.
/// </summary>
public enum TrainingPrecision
{
    /// <summary>32 bits throughout.</summary>
    Full,

    /// <summary>
    /// On a GPU, products and convolutions of TF32: factors with 11 bits of precision instead of 24, sums and values of 32 bits. A CPU
    /// has no such numbers; it computes as with <see cref="Full"/>, and says so in the log.
    /// </summary>
    TensorFloat32,

    /// <summary>
    /// The values between the encoder's layers are rounded to bfloat16: 8 bits of exponent as in a float, 8 of precision instead of 24.
    /// On the CPU they are kept so from the forward pass to the backward pass, in half the memory, and the arithmetic on them is that of
    /// floats. On a GPU the layers' arithmetic is bfloat16 too, on rounded copies of the weights, and the rest is TF32.
    /// </summary>
    BFloat16,
}
