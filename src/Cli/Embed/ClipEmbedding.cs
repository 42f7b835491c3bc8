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

    public IDataView Of(IDataView clips) => encoder.Transform(preparation.Apply(ml, clips, encoder.Shape.Frames));
}
