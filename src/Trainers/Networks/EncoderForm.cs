namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>What of an encoder is a choice of the recipe.</summary>
/// <param name="Distance">How far the edges of the graph reach.</param>
/// <param name="Attention">What the tokens of motion attention are.</param>
/// <param name="Axes">Which neighbors motion is a difference to.</param>
/// <param name="Dropout">The probability that a value is dropped.</param>
internal readonly record struct EncoderForm(GraphDistance Distance, AttentionScope Attention, MotionAxes Axes, double Dropout)
{
    /// <summary>
    /// Gets whether the encoder takes the reference's operations in the reference's order: what the golden numbers check. The faster
    /// forms round differently.
    /// </summary>
    public bool Plain { get; init; }

    /// <summary>Gets in how many bits values stand between layers.</summary>
    public TrainingPrecision Precision { get; init; }

    /// <summary>Gets A, <c>[3, V, V]</c>, of an encoder that has one already. Null: the layout's.</summary>
    public float[,,]? Graph { get; init; }
}
