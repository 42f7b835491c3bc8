using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// A trial as AutoML 0.23.1 runs it, whose package is not here: a context of its own, a pipeline made anew for each fold, folds by a
/// sampling key. When its time is up, and also when it is done, its context is canceled. The model of the best one is used afterwards.
/// </summary>
internal static class SearchTrial
{
    /// <summary>Runs a trial; the models of its folds, and the mean of their accuracies.</summary>
    public static (double Accuracy, ITransformer[] Models) Run(
        IDataView data, Func<MLContext, IEstimator<ITransformer>> factory, TimeSpan? limit = null)
    {
        var context = new MLContext(1);
        using var timer = limit is { } time ? new Timer(_ => CancelExecution(context), null, time, Timeout.InfiniteTimeSpan) : null;
        try
        {
            var accuracies = new List<double>();
            var models = new List<ITransformer>();
            foreach (var fold in context.Data.CrossValidationSplit(data, 2, "Subject"))
            {
                models.Add(factory(context).Fit(fold.TrainSet));
                accuracies.Add(context.MulticlassClassification.Evaluate(models[^1].Transform(fold.TestSet)).MacroAccuracy);
            }

            return (accuracies.Average(), [.. models]);
        }
        finally
        {
            CancelExecution(context);
        }
    }

    /// <summary>Internal in ML.NET.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    public static extern void CancelExecution(MLContext context);
}
