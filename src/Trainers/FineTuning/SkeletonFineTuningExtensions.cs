using Microsoft.ML;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Adds <c>SkeletonFineTuning</c> to <c>mlContext.MulticlassClassification.Trainers</c>.</summary>
public static class SkeletonFineTuningExtensions
{
    extension(MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog)
    {
        /// <summary>Trains a pretrained skeleton encoder further, with labels, and a linear classifier on top of it.</summary>
        /// <param name="encoder">The pretrained encoder; it is read, not changed.</param>
        /// <param name="labelColumnName">The label, a key; default <c>Label</c>.</param>
        /// <param name="inputColumnName">The column of prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c>; default
        /// <c>Skeleton</c>.</param>
        /// <param name="layers">Which layers change; default all.</param>
        /// <param name="epochs">Passes over the clips; default 50.</param>
        /// <returns>The trainer.</returns>
        /// <exception cref="ArgumentException">An argument is out of its range; the message names the range.</exception>
        public SkeletonFineTuningTrainer SkeletonFineTuning(
            SkeletonEmbeddingTransformer encoder, string labelColumnName = "Label", string inputColumnName = "Skeleton",
            FineTunedLayers layers = FineTunedLayers.All, int epochs = 50)
            => catalog.SkeletonFineTuning(new SkeletonFineTuningTrainer.Options
            {
                Encoder = encoder,
                LabelColumnName = labelColumnName,
                InputColumnName = inputColumnName,
                Layers = layers,
                Epochs = epochs,
            });

        /// <summary>Trains a pretrained skeleton encoder further, with labels, and a linear classifier on top of it.</summary>
        /// <param name="options">Everything that can be chosen; an encoder is needed.</param>
        /// <returns>The trainer.</returns>
        /// <exception cref="ArgumentException">An option is out of its range; the message names the range.</exception>
        /// <exception cref="FileNotFoundException">There is no <see cref="SkeletonFineTuningTrainer.Options.EncoderFile"/>.</exception>
        /// <exception cref="FormatException">The file is no encoder, or a damaged one.</exception>
        public SkeletonFineTuningTrainer SkeletonFineTuning(SkeletonFineTuningTrainer.Options options)
        {
            ArgumentNullException.ThrowIfNull(catalog);
            return new SkeletonFineTuningTrainer(MLNetInternals.Environment(catalog), options);
        }
    }
}
