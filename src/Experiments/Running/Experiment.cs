using System.Diagnostics;
using Microsoft.ML;
using MsMclr.MLNet.Experiments.Running;
using MsMclr.MLNet.Experiments.Writing;

namespace MsMclr.MLNet;

/// <summary>
/// The field's protocol: pretrain an encoder on the training clips without their labels, freeze it, and judge its embeddings of the
/// test clips, beside those of the same network untrained and beside the coordinates themselves.
/// </summary>
/// <param name="ml">The context whose catalogs, log and seed the run uses.</param>
/// <param name="options">What is run.</param>
/// <param name="console">Where it is told what is going on; null: nowhere.</param>
public sealed class Experiment(MLContext ml, ExperimentOptions options, ExperimentConsole? console = null)
{
    private readonly ExperimentConsole console = console ?? ExperimentConsole.Silent();

    /// <summary>
    /// Runs the experiment and writes <c>action.zip</c>, <c>encoder.onnx</c> and <c>embeddings.idv</c> to
    /// <see cref="ExperimentOptions.Folder"/>. <see cref="ResultsFile"/> and <see cref="ExperimentReport"/> write what was found.
    /// </summary>
    /// <param name="train">Clips to pretrain on without labels, and to fit heads on with them, as a loader gives them.</param>
    /// <param name="test">Clips to judge on.</param>
    /// <exception cref="InvalidOperationException">One of the two has no clips.</exception>
    /// <exception cref="OperationCanceledException"><see cref="ExperimentOptions.CancellationToken"/> was canceled.</exception>
    public ExperimentResult Run(IDataView train, IDataView test)
    {
        var watch = Stopwatch.StartNew();
        var preparation = ml.Transforms.Skeleton.Prepare(options.Preparation).Fit(train);
        var (preparedTrain, preparedTest) = console.Step("Preparing clips", () => (Prepared(preparation, train, "training"), Prepared(preparation, test, "testing")));
        var clips = new PreparedClips(ml, preparation, train.Schema, preparedTrain, preparedTest);
        var raw = console.Step("Raw coordinates", () => clips.Score("Raw coordinates", ml.Transforms.CopyColumns("Features", "Skeleton").Fit(preparedTrain), options).Score);
        var runs = options.EachSeed.Select(each => new SeedRun(ml, each, console, clips)).ToList();
        var scores = runs.Select(run => run.Run()).ToList();
        return new ExperimentResult
        {
            Raw = raw,
            Seeds = scores,
            Loss = runs[0].Loss,
            EmbeddedTrain = runs[0].EmbeddedTrain!,
            EmbeddedTest = runs[0].EmbeddedTest!,
            Seconds = watch.Elapsed.TotalSeconds,
            ClipsPerSecond = runs[0].ClipsPerSecond,
        };
    }

    private IDataView Prepared(SkeletonPreparationTransformer preparation, IDataView view, string part)
    {
        var columns = EmbeddingsFile.ColumnsOf(view, "Label", "Name", "Subject").Append("Skeleton").ToArray();
        var cached = ml.Data.Cache(preparation.Transform(view), columns);
        using var cursor = cached.GetRowCursor(cached.Schema.Where(column => columns.Contains(column.Name)));
        var isEmpty = true;
        while (cursor.MoveNext())
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            isEmpty = false;
        }

        return !isEmpty ? cached : throw new InvalidOperationException($"{options.Title}: of the clips that were read, none is for {part}. Add some that are, or choose another split.");
    }
}
