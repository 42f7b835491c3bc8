using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>The options of <see cref="FewLabels.Evaluate"/>.</summary>
public sealed class FewLabelsOptions
{
    /// <summary>Gets or sets the name of the label, a key.</summary>
    /// <value>Default <c>Label</c>.</value>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>Gets or sets the name of the features, <c>Vector&lt;Single, D&gt;</c>.</summary>
    /// <value>Default <c>Features</c>.</value>
    public string FeatureColumnName { get; set; } = "Features";

    /// <summary>
    /// Gets or sets whether each feature is divided by its own deviation in the training rows, those that are not drawn included, which
    /// needs no label. Otherwise all are divided by one number, which suits embeddings: what varies little in them says little.
    /// </summary>
    /// <value>Default true.</value>
    public bool NormalizeFeatures { get; set; } = true;

    /// <summary>Gets or sets how many labels a class the heads learn from. A class that has fewer gives all of them.</summary>
    /// <value>Default <c>1</c>, <c>3</c> and <c>10</c>.</value>
    public IReadOnlyList<int> LabelsPerClass { get; set; } = [1, 3, 10];

    /// <summary>Gets or sets how often the labels are drawn, 1 to 1000.</summary>
    /// <value>Default 5.</value>
    public int Draws { get; set; } = 5;

    /// <summary>Gets or sets what the draws come from. The same seed draws the same rows, whatever their features are.</summary>
    /// <value>Default null: a number that the <c>MLContext</c> draws.</value>
    public int? Seed { get; set; }

    /// <summary>Gets or sets what ends the evaluation with an <see cref="OperationCanceledException"/>.</summary>
    /// <value>Default <see cref="CancellationToken.None"/>.</value>
    public CancellationToken CancellationToken { get; set; }

    internal void Check()
    {
        const string Owner = nameof(FewLabelsOptions);
        OptionCheck.RequireText(LabelColumnName, Owner, nameof(LabelColumnName));
        OptionCheck.RequireText(FeatureColumnName, Owner, nameof(FeatureColumnName));
        OptionCheck.RequireSet(LabelsPerClass, Owner, nameof(LabelsPerClass));
        foreach (var labels in LabelsPerClass)
            OptionCheck.Require(labels >= 1, Owner, nameof(LabelsPerClass), labels, "1 and more");
        OptionCheck.Require(Draws is >= 1 and <= 1000, Owner, nameof(Draws), Draws, "1 to 1000");
    }
}
