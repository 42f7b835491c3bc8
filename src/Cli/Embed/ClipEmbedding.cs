using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Cli.Embed;

/// <summary>From recorded clips to embeddings: the preparation that was asked for, and the encoder.</summary>
internal sealed class ClipEmbedding(MLContext ml, SkeletonEmbeddingTransformer encoder, Preparation preparation)
{
    /// <summary>Both in words, which tell whether two files were made alike.</summary>
    public string Text => JsonSerializer.Serialize(new SortedDictionary<string, string>
    {
        ["Frames"] = encoder.Shape.Frames.ToString(CultureInfo.InvariantCulture),
        [nameof(preparation.Length)] = preparation.Length.ToString(),
        [nameof(preparation.Centering)] = preparation.Centering.ToString(),
        [nameof(preparation.Turning)] = preparation.Turning.ToString(),
        [nameof(preparation.Scale)] = preparation.Scale.ToString(),
        [nameof(preparation.MissingJoints)] = preparation.MissingJoints.ToString(),
    });

    public IDataView Of(IDataView clips)
    {
        var prepare = new SkeletonPreparationEstimator.Options
        {
            Frames = encoder.Shape.Frames,
            Length = preparation.Length,
            Centering = preparation.Centering,
            Turning = preparation.Turning,
            Scale = preparation.Scale,
            MissingJoints = preparation.MissingJoints,
        };
        var prepared = ml.Transforms.Skeleton.Prepare(prepare).Fit(clips).Transform(clips);
        return encoder.Transform(prepared);
    }
}
