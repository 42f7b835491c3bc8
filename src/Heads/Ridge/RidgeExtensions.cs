using Microsoft.ML;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Adds <c>Ridge</c> to <c>mlContext.MulticlassClassification.Trainers</c>.</summary>
public static class RidgeExtensions
{
    extension(MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog)
    {
        /// <summary>Predicts by ridge regression on the classes, its strength chosen by leave-one-out.</summary>
        /// <param name="labelColumnName">The label, a key; default <c>Label</c>.</param>
        /// <param name="featureColumnName">The features, <c>Vector&lt;Single, D&gt;</c>; default <c>Features</c>.</param>
        /// <returns>The trainer.</returns>
        public RidgeTrainer Ridge(string labelColumnName = "Label", string featureColumnName = "Features")
            => catalog.Ridge(new RidgeTrainer.Options { LabelColumnName = labelColumnName, FeatureColumnName = featureColumnName });

        /// <summary>Predicts by ridge regression on the classes, its strength chosen by leave-one-out.</summary>
        /// <param name="options">Everything that can be chosen.</param>
        /// <returns>The trainer.</returns>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names the range.</exception>
        public RidgeTrainer Ridge(RidgeTrainer.Options options)
        {
            ArgumentNullException.ThrowIfNull(catalog);
            return new RidgeTrainer(MLNetInternals.Environment(catalog), options);
        }
    }
}
