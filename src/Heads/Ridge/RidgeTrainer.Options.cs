using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public sealed partial class RidgeTrainer
{
    /// <summary>The options of <see cref="RidgeTrainer"/>.</summary>
    public sealed class Options
    {
        /// <summary>Gets or sets the label, a key.</summary>
        /// <value>Default <c>Label</c>.</value>
        public string LabelColumnName { get; set; } = "Label";

        /// <summary>Gets or sets the features, <c>Vector&lt;Single, D&gt;</c>.</summary>
        /// <value>Default <c>Features</c>.</value>
        public string FeatureColumnName { get; set; } = "Features";

        /// <summary>Gets or sets the strengths to choose from: factors of the squared weights in the loss, above 0.</summary>
        /// <value>Default null: 19 strengths from 0.001 to 1,000,000, each about 3.2 times the one before.</value>
        public IReadOnlyList<double>? Strengths { get; set; }

        /// <summary>Gets or sets whether each feature is first divided by its deviation in the training rows.</summary>
        /// <value>Default true.</value>
        public bool NormalizeFeatures { get; set; } = true;

        /// <summary>Gets or sets a token that ends fitting with an <see cref="OperationCanceledException"/>.</summary>
        /// <value>Default <see cref="CancellationToken.None"/>.</value>
        public CancellationToken CancellationToken { get; set; }

        internal static IReadOnlyList<double> UsualStrengths { get; } =
            [.. Enumerable.Range(0, 19).Select(step => Math.Pow(10, (step / 2.0) - 3))];

        internal IReadOnlyList<double> StrengthsToTry => Strengths ?? UsualStrengths;

        internal Options Checked()
        {
            const string Owner = "RidgeTrainer.Options";
            OptionCheck.RequireText(LabelColumnName, Owner, nameof(LabelColumnName));
            OptionCheck.RequireText(FeatureColumnName, Owner, nameof(FeatureColumnName));
            OptionCheck.Require(StrengthsToTry.Count > 0, Owner, nameof(Strengths), "empty", "one strength or more");
            foreach (var strength in StrengthsToTry)
            {
                var isAllowed = double.IsFinite(strength) && strength > 0;
                OptionCheck.Require(isAllowed, Owner, nameof(Strengths), strength, "finite numbers above 0");
            }

            var copy = (Options)MemberwiseClone(); // Estimators hold no state that somebody else can change.
            copy.Strengths = [.. StrengthsToTry];
            return copy;
        }
    }
}
