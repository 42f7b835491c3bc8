using Microsoft.ML;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Adds <c>NearestNeighbors</c> to <c>mlContext.MulticlassClassification.Trainers</c>.</summary>
public static class NearestNeighborsExtensions
{
    extension(MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog)
    {
        /// <summary>Predicts by the weighted votes of the nearest training rows.</summary>
        /// <param name="labelColumnName">The label, a key; default <c>Label</c>.</param>
        /// <param name="featureColumnName">The embedding, <c>Vector&lt;Single, D&gt;</c>; default <c>Features</c>.</param>
        /// <param name="k">How many neighbors vote; default 20.</param>
        /// <param name="temperature">A vote weighs exp(cosine / temperature); default 0.07.</param>
        /// <returns>The trainer.</returns>
        /// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the message names the range.</exception>
        public NearestNeighborsTrainer NearestNeighbors(
            string labelColumnName = "Label",
            string featureColumnName = "Features",
            int k = 20,
            float temperature = 0.07f)
            => catalog.NearestNeighbors(new NearestNeighborsTrainer.Options
            {
                LabelColumnName = labelColumnName,
                FeatureColumnName = featureColumnName,
                K = k,
                Temperature = temperature,
            });

        /// <summary>Predicts by the weighted votes of the nearest training rows.</summary>
        /// <param name="options">Everything that can be chosen.</param>
        /// <returns>The trainer.</returns>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names the range.</exception>
        public NearestNeighborsTrainer NearestNeighbors(NearestNeighborsTrainer.Options options)
        {
            ArgumentNullException.ThrowIfNull(catalog);
            return new NearestNeighborsTrainer(MLNetInternals.Environment(catalog), options);
        }
    }
}
