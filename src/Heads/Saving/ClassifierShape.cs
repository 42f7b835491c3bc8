using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Heads.Saving;

/// <summary>What a classifier's <c>GetOutputSchema</c> says: <c>Score</c> and <c>PredictedLabel</c> as ML.NET's own multiclass trainers add them.</summary>
internal static class ClassifierShape
{
    public static SchemaShape Of(SchemaShape input, string labelColumn, string featureColumn, string expectedFeatures)
    {
        var label = Require(input, labelColumn);
        var features = Require(input, featureColumn);
        if (!label.IsKey || label.ItemType != NumberDataViewType.UInt32 || label.Kind != SchemaShape.Column.VectorKind.Scalar)
            throw ColumnErrors.Mismatch(labelColumn, LabelNames.ExpectedType, $"{label.Kind} of {label.ItemType}");
        if (features.Kind != SchemaShape.Column.VectorKind.Vector || features.ItemType != NumberDataViewType.Single)
            throw ColumnErrors.Mismatch(featureColumn, expectedFeatures, $"{features.Kind} of {features.ItemType}");
        return new MLContext().MulticlassClassification.Trainers.LbfgsMaximumEntropy(labelColumn, featureColumn).GetOutputSchema(input);
    }

    private static SchemaShape.Column Require(SchemaShape schema, string name)
        => schema.FirstOrDefault(column => column.Name == name) is { Name: not null } found ? found : throw ColumnErrors.NotFound(name);
}
