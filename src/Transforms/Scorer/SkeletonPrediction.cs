using System.Collections.Immutable;

namespace MsMclr.MLNet;

/// <summary>What a model says of a clip.</summary>
public sealed class SkeletonPrediction
{
    internal SkeletonPrediction(string label, ImmutableArray<float> probabilities, ImmutableArray<float> embedding)
    {
        Label = label;
        Probabilities = probabilities;
        Embedding = embedding;
    }

    /// <summary>Gets the action, or <see cref="SkeletonScorer.Options.LabelOfNobody"/>.</summary>
    public string Label { get; }

    /// <summary>
    /// Gets the model's <c>Score</c>, one number for each of <see cref="SkeletonScorer.Labels"/>, in their order. They are probabilities
    /// where the head gives some: maximum entropy, nearest neighbors, ridge, score fusion, fine-tuning. Zeros where nobody is in view.
    /// </summary>
    public ImmutableArray<float> Probabilities { get; }

    /// <summary>Gets the embedding, <c>[E]</c>. Empty where the model gives none, or nobody is in view.</summary>
    public ImmutableArray<float> Embedding { get; }

    /// <summary>Gets the highest of the <see cref="Probabilities"/>.</summary>
    public float Confidence => Probabilities.Max();
}
