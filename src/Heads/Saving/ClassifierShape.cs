using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Heads.Saving;

/// <summary>
/// What a classifier's <c>GetOutputSchema</c> says: <c>Score</c> and <c>PredictedLabel</c> as ML.NET's own multiclass trainers add them.
/// </summary>
internal static class ClassifierShape
{
    /// <summary>The shape of the output.</summary>
    /// <param name="environment">The user's environment.</param>
    /// <param name="input">The shape of the input.</param>
    /// <param name="columns">The columns that are read.</param>
    /// <param name="expectedFeatures">The type that the features should have, for errors.</param>
    public static SchemaShape Of(IHostEnvironment environment, SchemaShape input, LabeledColumns columns, string expectedFeatures)
    {
        var label = Require(input, columns.Label);
        var features = Require(input, columns.Features);
        if (!label.IsKey || label.ItemType != NumberDataViewType.UInt32 || label.Kind != SchemaShape.Column.VectorKind.Scalar)
            throw ColumnErrors.Mismatch(columns.Label, LabelNames.ExpectedType, $"{label.Kind} of {label.ItemType}");
        if (features.Kind != SchemaShape.Column.VectorKind.Vector || features.ItemType != NumberDataViewType.Single)
            throw ColumnErrors.Mismatch(columns.Features, expectedFeatures, $"{features.Kind} of {features.ItemType}");
        using var catalogs = new HostedCatalogs(environment, nameof(ClassifierShape));
        return catalogs.Multiclass.LbfgsMaximumEntropy(columns.Label, columns.Features).GetOutputSchema(input);
    }

    private static SchemaShape.Column Require(SchemaShape schema, string name)
    {
        var found = schema.FirstOrDefault(column => column.Name == name);
        if (found.Name is null)
            throw ColumnErrors.NotFound(name);
        return found;
    }
}
