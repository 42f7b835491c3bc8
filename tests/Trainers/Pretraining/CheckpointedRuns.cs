using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>Runs of three epochs of two steps that keep checkpoints.</summary>
internal static class CheckpointedRuns
{
    private static readonly MLContext Context = new(1);

    /// <summary>A run with its checkpoints in a folder, or without any.</summary>
    public static MsMclrTrainer.Options Options(TemporaryFolder? folder, MsMclrRecipe? recipe = null)
    {
        var options = PreparedClips.Options(epochs: 3);
        options.CheckpointDirectory = folder?.Path;
        options.Recipe = recipe ?? PreparedClips.Recipe;
        return options;
    }

    /// <summary>A run that is canceled after some steps, which is what leaves its one checkpoint.</summary>
    public static MsMclrTrainer.Options CanceledAfter(int steps, TemporaryFolder folder, MsMclrRecipe? recipe = null)
    {
        var cancel = new CancellationTokenSource();
        var options = Options(folder, recipe);
        options.CancellationToken = cancel.Token;
        options.CheckpointEveryEpochs = 100;
        options.Progress = new Reports<MsMclrProgress>(_ =>
        {
            if (--steps == 0)
                cancel.Cancel();
        });
        return options;
    }

    /// <summary>Begins a run and cancels it after some steps.</summary>
    public static void Cancel(IDataView view, int steps, TemporaryFolder folder, MsMclrRecipe? recipe = null)
        => Assert.That(() => Fit(view, CanceledAfter(steps, folder, recipe)), Throws.InstanceOf<OperationCanceledException>());

    /// <summary>Trains, and gives every weight.</summary>
    public static float[] Fit(IDataView view, MsMclrTrainer.Options options, MLContext? context = null)
    {
        using var transformer = (context ?? Context).SelfSupervised.Trainers.MsMclr(options).Fit(view);
        var weights = transformer.Encoder.Weights.OrderBy(weight => weight.Key, StringComparer.Ordinal);
        return [.. weights.SelectMany(weight => weight.Value.Values)];
    }

    /// <summary>The names of the checkpoints in a folder, the oldest first.</summary>
    public static string[] Checkpoints(TemporaryFolder folder)
    {
        var names = Directory.EnumerateFiles(folder.Path, "*.msmclr").Select(file => System.IO.Path.GetFileName(file));
        return [.. names.Order(StringComparer.Ordinal)];
    }
}
