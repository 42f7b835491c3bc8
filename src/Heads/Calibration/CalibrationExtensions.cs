using Microsoft.ML;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Adds <c>Calibrate</c> to <c>mlContext.MulticlassClassification.Trainers</c>.</summary>
public static class CalibrationExtensions
{
    extension(MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog)
    {
        /// <summary>Fits a head and makes its scores into probabilities that hold for people whom it has not seen.</summary>
        /// <param name="head">Any multiclass trainer, or a chain that ends with one.</param>
        /// <param name="labelColumnName">The label, a key; default <c>Label</c>.</param>
        /// <param name="groupColumnName">Who is in a row, so that people are held out whole; default <c>Subject</c>.</param>
        /// <returns>The trainer.</returns>
        public TemperatureScalingTrainer Calibrate(
            IEstimator<ITransformer> head,
            string labelColumnName = "Label",
            string groupColumnName = "Subject")
            => catalog.Calibrate(head, new TemperatureScalingTrainer.Options
            {
                LabelColumnName = labelColumnName,
                GroupColumnName = groupColumnName,
            });

        /// <summary>Fits a head and makes its scores into probabilities that hold for people whom it has not seen.</summary>
        /// <param name="head">Any multiclass trainer, or a chain that ends with one.</param>
        /// <param name="options">Everything that can be chosen.</param>
        /// <returns>The trainer.</returns>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names the range.</exception>
        public TemperatureScalingTrainer Calibrate(IEstimator<ITransformer> head, TemperatureScalingTrainer.Options options)
        {
            ArgumentNullException.ThrowIfNull(catalog);
            return new TemperatureScalingTrainer(MLNetInternals.Environment(catalog), head, options);
        }
    }
}
