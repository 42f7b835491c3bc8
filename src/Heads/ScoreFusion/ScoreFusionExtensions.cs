using Microsoft.ML;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Adds <c>ScoreFusion</c> to <c>mlContext.MulticlassClassification.Trainers</c>.</summary>
public static class ScoreFusionExtensions
{
    extension(MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog)
    {
        /// <summary>
        /// Trains a linear head on each stream that <c>MsMclrThreeStreams</c> adds, and weighs their scores 0.6 (joint), 0.6 (bone) and
        /// 0.4 (motion).
        /// </summary>
        /// <param name="labelColumnName">The label, a key; default <c>Label</c>.</param>
        /// <returns>The trainer.</returns>
        /// <exception cref="ArgumentException">The name is empty.</exception>
        public ScoreFusionTrainer ScoreFusion(string labelColumnName = "Label")
            => catalog.ScoreFusion(new ScoreFusionTrainer.Options { LabelColumnName = labelColumnName });

        /// <summary>Trains a head for each of several columns and decides by the weighted sum of their scores.</summary>
        /// <param name="options">Everything that can be chosen.</param>
        /// <returns>The trainer.</returns>
        /// <exception cref="ArgumentException">An option is out of its range; the message says what is expected.</exception>
        public ScoreFusionTrainer ScoreFusion(ScoreFusionTrainer.Options options)
        {
            ArgumentNullException.ThrowIfNull(catalog);
            return new ScoreFusionTrainer(MLNetInternals.Environment(catalog), options);
        }
    }
}
