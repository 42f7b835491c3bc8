using Microsoft.ML;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Models;
using MsMclr.MLNet.Transforms.Scorer;

namespace MsMclr.MLNet.Transforms.Pretrained;

/// <summary>
/// What an encoder gives for a made-up clip. The clip is a recorded one where the encoder tells how clips are prepared for it, and a
/// prepared one otherwise.
/// </summary>
internal static class PretrainedReference
{
    private const string Clip = "Clip";
    private const string Prepared = "Skeleton";

    public static ModelReference Of(SkeletonEmbeddingTransformer encoder)
    {
        using var engine = Engine(encoder, out var column, out var length);
        var clip = column == Clip ? ModelReference.MadeUp(length) : ModelReference.MadeUpValues(length);
        return new ModelReference(column, clip, Label: "", engine.Embed(clip));
    }

    /// <summary>Compares what an encoder gives with what it gave.</summary>
    /// <returns>What is different, in words; null if nothing is.</returns>
    /// <exception cref="FormatException">The clip is none for the encoder.</exception>
    public static string? Difference(SkeletonEmbeddingTransformer encoder, ModelReference reference)
    {
        using var engine = Engine(encoder, out var column, out var length);
        var isFrames = reference.Clip.Length > 0 && reference.Clip.Length % length == 0;
        if (reference.InputColumn != column || !isFrames || (column != Clip && reference.Clip.Length != length))
            throw new FormatException($"the clip in '{PretrainedFiles.Reference}' is none for this encoder.");
        return ScoredReference.Difference(reference, engine.Embed(reference.Clip), "numbers of the embedding");
    }

    private static EmbeddingEngine Engine(SkeletonEmbeddingTransformer encoder, out string column, out int length)
    {
        var shape = encoder.Shape;
        if (encoder.Preparation is not null)
        {
            var model = EncoderModel.Of(encoder, Clip, out var recorded);
            column = Clip;
            length = shape.Bodies * shape.Joints * shape.Channels;
            return new EmbeddingEngine(model, recorded, column, encoder.OutputColumnName);
        }

        column = Prepared;
        length = shape.Channels * shape.Frames * shape.Joints * shape.Bodies;
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(encoder.InputColumnName, PreparedColumn.TypeOf(shape));
        return new EmbeddingEngine(encoder, builder.ToSchema(), encoder.InputColumnName, encoder.OutputColumnName);
    }
}
