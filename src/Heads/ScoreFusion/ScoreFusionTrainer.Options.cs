using Microsoft.ML;

namespace MsMclr.MLNet;

public sealed partial class ScoreFusionTrainer
{
    /// <summary>The options of <see cref="ScoreFusionTrainer"/>.</summary>
    public sealed class Options
    {
        /// <summary>The label, a key.</summary>
        /// <value>Default <c>Label</c>.</value>
        public string LabelColumnName { get; set; } = "Label";

        /// <summary>The columns of embeddings and their weights.</summary>
        /// <value>Default <c>Features.Joint</c>, <c>Features.Bone</c>, <c>Features.Motion</c> with 0.6, 0.6 and 0.4, as in the paper (method, section 9).</value>
        public IReadOnlyList<FusedStream> Streams { get; set; } = [new("Features.Joint", 0.6f), new("Features.Bone", 0.6f), new("Features.Motion", 0.4f)];

        /// <summary>Makes the head of a column, given its name. Its <c>Score</c> has to hold a probability for each class, as those of ML.NET's maximum entropy trainers,
        /// <c>LightGbm</c> and <c>NearestNeighbors</c> do.</summary>
        /// <value>Default null: a linear head, <c>LbfgsMaximumEntropy</c> without L1 on features of mean 0 and deviation 1.</value>
        public Func<string, IEstimator<ITransformer>>? Head { get; set; }

        internal Options Checked()
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(LabelColumnName);
            ArgumentNullException.ThrowIfNull(Streams);
            if (Streams.Count == 0 || Streams.Any(stream => stream is null || string.IsNullOrWhiteSpace(stream.FeatureColumnName) || !float.IsFinite(stream.Weight) || stream.Weight <= 0))
                throw new ArgumentException("ScoreFusionTrainer.Options.Streams needs at least one column, each with a name and a finite weight above 0.", nameof(Streams));
            if (Streams.GroupBy(stream => stream.FeatureColumnName).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw new ArgumentException($"ScoreFusionTrainer.Options.Streams names the column '{twice.Key}' more than once; add its weights.", nameof(Streams));
            var options = (Options)MemberwiseClone(); // Estimators hold no state that somebody else can change.
            options.Streams = [.. Streams];
            return options;
        }
    }
}
