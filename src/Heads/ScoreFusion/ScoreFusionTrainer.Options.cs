using Microsoft.ML;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public sealed partial class ScoreFusionTrainer
{
    /// <summary>The options of <see cref="ScoreFusionTrainer"/>.</summary>
    public sealed class Options
    {
        /// <summary>Gets or sets the name of the label, a key.</summary>
        /// <value>Default <c>Label</c>.</value>
        public string LabelColumnName { get; set; } = "Label";

        /// <summary>Gets or sets the columns of embeddings and their weights.</summary>
        /// <value>
        /// Default: <c>Features.Joint</c>, <c>Features.Bone</c> and <c>Features.Motion</c> with 0.6, 0.6 and 0.4, as in the paper
        /// (method, section 9).
        /// </value>
        public IReadOnlyList<FusedStream> Streams { get; set; } =
        [
            new("Features.Joint", 0.6f),
            new("Features.Bone", 0.6f),
            new("Features.Motion", 0.4f),
        ];

        /// <summary>
        /// Gets or sets what makes the head of a column, given the column's name. The head's <c>Score</c> has to hold a probability for
        /// each class, as those of ML.NET's maximum entropy trainers, <c>LightGbm</c> and <c>NearestNeighbors</c> do.
        /// </summary>
        /// <value>Default null: a linear head, <c>LbfgsMaximumEntropy</c> without L1 on features of mean 0 and deviation 1.</value>
        public Func<string, IEstimator<ITransformer>>? Head { get; set; }

        /// <summary>
        /// Gets or sets what ends fitting with an <see cref="OperationCanceledException"/>: within an iteration of the linear heads, and
        /// before or after one that <see cref="Head"/> made.
        /// </summary>
        /// <value>Default <see cref="CancellationToken.None"/>.</value>
        public CancellationToken CancellationToken { get; set; }

        internal Options Checked()
        {
            const string Owner = $"{nameof(ScoreFusionTrainer)}.{nameof(Options)}";
            OptionCheck.RequireText(LabelColumnName, Owner, nameof(LabelColumnName));
            OptionCheck.RequireSet(Streams, Owner, nameof(Streams));
            if (Streams.Count == 0 || !Streams.All(IsUsable))
            {
                const string Wanted = "needs at least one column, each with a name and a finite weight above 0.";
                throw new ArgumentException($"{Owner}.{nameof(Streams)} {Wanted}", nameof(Streams));
            }

            var twice = Streams.GroupBy(stream => stream.FeatureColumnName).FirstOrDefault(group => group.Count() > 1);
            if (twice is not null)
            {
                var told = $"{Owner}.{nameof(Streams)} names the column '{twice.Key}' more than once; add its weights.";
                throw new ArgumentException(told, nameof(Streams));
            }

            var options = (Options)MemberwiseClone(); // Estimators hold no state that somebody else can change.
            options.Streams = [.. Streams];
            return options;
        }

        private static bool IsUsable(FusedStream? stream)
            => !string.IsNullOrWhiteSpace(stream?.FeatureColumnName) && float.IsFinite(stream.Weight) && stream.Weight > 0;
    }
}
