using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>The options of <see cref="SelfSupervisedCatalog.EffectiveRank(Microsoft.ML.IDataView, EffectiveRankOptions)"/>.</summary>
public sealed class EffectiveRankOptions
{
    /// <summary>Gets or sets the name of the features, <c>Vector&lt;Single, D&gt;</c>.</summary>
    /// <value>Default <c>Features</c>.</value>
    public string FeatureColumnName { get; set; } = "Features";

    /// <summary>
    /// Gets or sets the most rows that are read, evenly spaced, from 1 to 4,096. The time grows with the cube of the rows or of D,
    /// whichever are fewer. More rows give a larger number, so compare numbers of equally many. Pretraining reports 256.
    /// </summary>
    /// <value>Default 256.</value>
    public int MaxRows { get; set; } = 256;

    internal void Check()
    {
        OptionCheck.RequireText(FeatureColumnName, nameof(EffectiveRankOptions), nameof(FeatureColumnName));
        OptionCheck.Require(MaxRows is >= 1 and <= 4_096, nameof(EffectiveRankOptions), nameof(MaxRows), MaxRows, "1 to 4096");
    }
}
