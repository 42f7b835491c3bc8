using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Experiments.Probing;

/// <summary>The embedding that is asked.</summary>
internal sealed class ProbedEmbedding(ITransformer embedding, EmbeddingProbeOptions options)
{
    /// <summary>The features of clips, a row each.</summary>
    public float[][] Of(ProbedClips clips, ClipChange change)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        var embedded = embedding.Transform(clips.Changed(change, options));
        float[][] features = [.. embedded.GetColumn<float[]>(options.FeatureColumnName)];
        var row = Array.FindIndex(features, values => values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue));
        if (row < 0)
            return features;
        var place = $"Column '{options.FeatureColumnName}' holds a value that is not finite";
        throw new InvalidOperationException($"{place}; replace missing values in the embedding.");
    }
}
