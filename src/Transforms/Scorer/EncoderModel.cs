using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Transforms.Scorer;

/// <summary>An encoder behind the preparation of the clips that it was trained on: a model of recorded clips.</summary>
internal static class EncoderModel
{
    /// <exception cref="ArgumentException">The encoder does not tell the preparation.</exception>
    public static ITransformer Of(SkeletonEmbeddingTransformer encoder, string clipColumn, out DataViewSchema schema)
    {
        if (encoder.Preparation is not { } preparation)
        {
            throw new ArgumentException(
                "The encoder does not tell how the clips that it was trained on were prepared. Give the model of both: "
                + "mlContext.Transforms.Skeleton.Prepare(...) with the encoder appended, and the schema of the recordings.",
                nameof(encoder));
        }

        preparation.InputColumnName = clipColumn;
        preparation.OutputColumnName = encoder.InputColumnName;
        schema = SchemaOf(encoder, preparation, clipColumn);
        var prepare = new SkeletonPreparationEstimator(encoder.Environment, preparation).Fit(new EmptyView(schema));
        return new TransformerChain<ITransformer>(prepare, encoder);
    }

    private static DataViewSchema SchemaOf(
        SkeletonEmbeddingTransformer encoder,
        SkeletonPreparationEstimator.Options preparation,
        string clipColumn)
    {
        var shape = encoder.Shape;
        var type = new VectorDataViewType(NumberDataViewType.Single, 0, shape.Bodies, shape.Joints, shape.Channels);
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(clipColumn, type, LayoutAnnotations.Write(encoder.Layout, preparation.Coordinates));
        return builder.ToSchema();
    }
}
