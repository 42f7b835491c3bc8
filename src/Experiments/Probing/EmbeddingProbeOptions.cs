using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>The options of <see cref="EmbeddingProbes.Evaluate"/>.</summary>
public sealed class EmbeddingProbeOptions
{
    /// <summary>Gets or sets the column of prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c>.</summary>
    /// <value>Default <c>Skeleton</c>.</value>
    public string InputColumnName { get; set; } = "Skeleton";

    /// <summary>Gets or sets the column that the embedding adds, <c>Vector&lt;Single, D&gt;</c>.</summary>
    /// <value>Default <c>Features</c>.</value>
    public string FeatureColumnName { get; set; } = "Features";

    /// <summary>Gets or sets the name of the label, a key. Only <see cref="EmbeddingProbeScores.Side"/> reads it.</summary>
    /// <value>Default <c>Label</c>.</value>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>
    /// Gets or sets how the clips were prepared: clips that are changed, and with them those that they are told from, are prepared once
    /// more in the same way. Otherwise a clip that runs backwards could be told by where it begins. The number of frames is that of the
    /// clips, and the columns are not used.
    /// </summary>
    /// <value>Default null: as <c>Prepare()</c> does.</value>
    public SkeletonPreparationEstimator.Options? Preparation { get; set; }

    /// <summary>Gets or sets the actions that are each other's mirror image, by the names of the label's key values.</summary>
    /// <value>Default empty: those whose names differ by nothing but the words left and right.</value>
    public IReadOnlyList<MirroredActions> MirroredActions { get; set; } = [];

    /// <summary>
    /// Gets or sets the most clips of each part that are changed, evenly spaced, 2 to 2,000. The time of a head grows with their cube.
    /// </summary>
    /// <value>Default 250.</value>
    public int MaxClips { get; set; } = 250;

    /// <summary>
    /// Gets or sets whether each feature is divided by its own deviation in the training clips, as suits coordinates. Otherwise all are
    /// divided by one number, which suits embeddings.
    /// </summary>
    /// <value>Default false.</value>
    public bool NormalizeFeatures { get; set; }

    /// <summary>Gets or sets what ends the evaluation with an <see cref="OperationCanceledException"/>.</summary>
    /// <value>Default <see cref="CancellationToken.None"/>.</value>
    public CancellationToken CancellationToken { get; set; }

    internal void Check()
    {
        const string Owner = nameof(EmbeddingProbeOptions);
        OptionCheck.RequireText(InputColumnName, Owner, nameof(InputColumnName));
        OptionCheck.RequireText(FeatureColumnName, Owner, nameof(FeatureColumnName));
        OptionCheck.RequireText(LabelColumnName, Owner, nameof(LabelColumnName));
        OptionCheck.RequireSet(MirroredActions, Owner, nameof(MirroredActions));
        OptionCheck.Require(MaxClips is >= 2 and <= 2_000, Owner, nameof(MaxClips), MaxClips, "2 to 2000");
    }
}
