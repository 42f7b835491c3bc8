using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public sealed partial class TemperatureScalingTrainer
{
    /// <summary>The options of <see cref="TemperatureScalingTrainer"/>.</summary>
    public sealed class Options
    {
        /// <summary>Gets or sets the name of the label, a key.</summary>
        /// <value>Default <c>Label</c>.</value>
        public string LabelColumnName { get; set; } = "Label";

        /// <summary>
        /// Gets or sets the column that tells which rows belong together: text, a key, or a number. Rows of one group are never held out
        /// from
        /// a head that has learned from others of it.
        /// </summary>
        /// <value>Default <c>Subject</c>.</value>
        public string GroupColumnName { get; set; } = "Subject";

        /// <summary>Gets or sets in how many parts the groups are dealt, 2 to 1000: so many heads are fitted beside the last one. With
        /// fewer
        /// groups, each is a part.</summary>
        /// <value>Default 5.</value>
        public int Folds { get; set; } = 5;

        /// <summary>Gets or sets what ends fitting with an <see cref="OperationCanceledException"/>.</summary>
        /// <value>Default <see cref="CancellationToken.None"/>.</value>
        public CancellationToken CancellationToken { get; set; }

        internal Options Checked()
        {
            const string Owner = $"{nameof(TemperatureScalingTrainer)}.{nameof(Options)}";
            OptionCheck.RequireText(LabelColumnName, Owner, nameof(LabelColumnName));
            OptionCheck.RequireText(GroupColumnName, Owner, nameof(GroupColumnName));
            OptionCheck.Require(Folds is >= 2 and <= 1_000, Owner, nameof(Folds), Folds, "2 to 1000");
            return (Options)MemberwiseClone(); // Estimators hold no state that somebody else can change.
        }
    }
}
