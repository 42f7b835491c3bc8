using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Heads;

/// <summary>Cross-validates heads over embeddings that are in memory: no clip is read and no encoder runs.</summary>
internal static class HeadSweep
{
    public static IReadOnlyList<HeadScore> Over(string file, int folds, int seed, string? only = null)
    {
        var ml = new MLContext(seed);
        return Over(ml, Read(ml, file), folds, only);
    }

    public static IReadOnlyList<HeadScore> Over(MLContext ml, IDataView embeddings, int folds, string? only = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var people = embeddings.GetColumn<uint>("Subject").Distinct().Count();
        if (people < folds)
            throw new ArgumentException($"There are {people} people in the embeddings; {folds} folds need as many at least. Lower --folds.");
        var cached = ml.Data.Cache(embeddings, "Features", "Label", "Subject");
        var heads = KnownHeads.All(ml).Where(head => only is null || head.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (heads.Length == 0)
            throw new ArgumentException($"No head's name contains '{only}'; there are: {string.Join("; ", KnownHeads.All(ml).Select(head => head.Name))}.");
        return [.. heads.Select(head => Score(ml, cached, head.Name, head.Head, folds))];
    }

    private static HeadScore Score(MLContext ml, IDataView cached, string name, IEstimator<ITransformer> head, int folds)
    {
        var watch = Stopwatch.StartNew();
        var metrics = ml.MulticlassClassification.CrossValidate(cached, head, folds, samplingKeyColumnName: "Subject").Select(fold => fold.Metrics).ToArray();
        var tested = metrics.Select(fold => (Metrics: fold, Clips: fold.ConfusionMatrix.Counts.Sum(row => row.Sum()))).Where(fold => fold.Clips > 0).ToArray();

        // People are dealt to folds by a hash, so folds are of different sizes, some empty: each clip counts once, not each fold.
        var clips = tested.Sum(fold => fold.Clips);
        var accuracy = tested.Sum(fold => fold.Metrics.MicroAccuracy * fold.Clips) / clips;
        var spread = Math.Sqrt(tested.Sum(fold => (fold.Metrics.MicroAccuracy - accuracy) * (fold.Metrics.MicroAccuracy - accuracy)) / Math.Max(1, tested.Length - 1));
        return new HeadScore(name, accuracy, spread, tested.Sum(fold => fold.Metrics.LogLoss * fold.Clips) / clips, (int)clips, watch.Elapsed.TotalSeconds);
    }

    private static IDataView Read(MLContext ml, string file)
    {
        if (!File.Exists(file))
            throw new FileNotFoundException($"There are no embeddings at '{file}'. Write them with 'dotnet run -c Release --project examples/Quickstart' (or 'msmclr evaluate'), or name others with --embeddings.");
        IDataView view;
        try
        {
            view = ml.Data.LoadFromBinary(file);
        }
        catch (Exception error)
        {
            throw new FormatException($"'{file}' cannot be read as embeddings: {error.Message}", error); // What a damaged file throws is of many types.
        }

        if (view.Schema.GetColumnOrNull("Features")?.Type is not VectorDataViewType { IsKnownSize: true } || view.Schema.GetColumnOrNull("Label")?.Type is not KeyDataViewType)
            throw new FormatException($"'{file}' does not hold embeddings: 'Features' of known size and a key 'Label' are expected.");
        return view.Schema.GetColumnOrNull("Subject") is not null ? view
            : throw new FormatException($"'{file}' does not say who is seen ('Subject'): people would be in training and test folds alike, and every score too good.");
    }
}

/// <summary>How a head did.</summary>
/// <param name="Name">The head.</param>
/// <param name="Accuracy">The share of clips named rightly by a head that has not seen their people.</param>
/// <param name="Spread">Its standard deviation between folds.</param>
/// <param name="LogLoss">Mean over clips.</param>
/// <param name="Clips">How many clips were tested: all, once.</param>
/// <param name="Seconds">For all folds, fitting and scoring.</param>
internal sealed record HeadScore(string Name, double Accuracy, double Spread, double LogLoss, int Clips, double Seconds);
