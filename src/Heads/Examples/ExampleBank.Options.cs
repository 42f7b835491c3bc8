using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public sealed partial class ExampleBank
{
    /// <summary>The options of an <see cref="ExampleBank"/>. They are not saved with it.</summary>
    public sealed class Options
    {
        /// <summary>
        /// Gets or sets the share of clips of unknown actions that may be taken for a known one, above 0 and below 1. The bank finds its
        /// threshold by it, from its own examples.
        /// </summary>
        /// <value>Default 0.1.</value>
        public double FalseAcceptRate { get; set; } = 0.1;

        /// <summary>Gets or sets what is done while the bank holds too few examples for that share.</summary>
        /// <value>Default <see cref="UncalibratedBank.Strictest"/>.</value>
        public UncalibratedBank WhenUncalibrated { get; set; } = UncalibratedBank.Strictest;

        /// <summary>Gets or sets a threshold that takes the place of the one that the bank would find, -1 to 1.</summary>
        /// <value>Default null: the bank finds it.</value>
        public float? Threshold { get; set; }

        /// <summary>Gets or sets how many examples an answer tells as its reason, 1 to 1000.</summary>
        /// <value>Default 3.</value>
        public int NearestCount { get; set; } = 3;

        /// <summary>Gets or sets the most examples that an action may have, 1 to 1000.</summary>
        /// <value>Default 100.</value>
        public int MaxExamplesPerAction { get; set; } = 100;

        /// <summary>Gets or sets the most examples that the bank may hold, 1 to 10000. Finding the threshold compares all with
        /// all.</summary>
        /// <value>Default 2000.</value>
        public int MaxExamples { get; set; } = 2_000;

        internal Options Checked()
        {
            const string Owner = $"{nameof(ExampleBank)}.{nameof(Options)}";
            var isShare = FalseAcceptRate is > 0 and < 1;
            OptionCheck.Require(isShare, Owner, nameof(FalseAcceptRate), FalseAcceptRate, "above 0 and below 1");
            OptionCheck.RequireNamed(WhenUncalibrated, Owner, nameof(WhenUncalibrated));
            OptionCheck.Require(Threshold is null or (>= -1 and <= 1), Owner, nameof(Threshold), Threshold, "-1 to 1, or null");
            OptionCheck.Require(NearestCount is >= 1 and <= 1_000, Owner, nameof(NearestCount), NearestCount, "1 to 1000");
            var isCount = MaxExamplesPerAction is >= 1 and <= 1_000;
            OptionCheck.Require(isCount, Owner, nameof(MaxExamplesPerAction), MaxExamplesPerAction, "1 to 1000");
            OptionCheck.Require(MaxExamples is >= 1 and <= 10_000, Owner, nameof(MaxExamples), MaxExamples, "1 to 10000");
            return (Options)MemberwiseClone();
        }
    }
}
