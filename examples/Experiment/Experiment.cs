using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Examples;

/// <summary>
/// The field's protocol: pretrain an encoder on the training clips without their labels, freeze it, and judge its embeddings of the
/// test clips, beside those of the same network untrained and beside the coordinates themselves.
/// </summary>
public sealed class Experiment(MLContext ml, ExperimentOptions options, ExperimentConsole console)
{
    public ExperimentResult Run(IDataView train, IDataView test)
    {
        var watch = Stopwatch.StartNew();
        var preparation = ml.Transforms.Skeleton.Prepare(options.Preparation).Fit(train);
        var (preparedTrain, preparedTest) = console.Step("Preparing clips", () => (Prepared(preparation, train), Prepared(preparation, test)));
        var raw = console.Step("Raw coordinates", () => Score("Raw coordinates", ml.Transforms.CopyColumns("Features", "Skeleton").Fit(preparedTrain), preparedTrain, preparedTest).Score);
        var untrained = console.Step("Untrained encoder", () =>
        {
            using var encoder = new StreamEncoders(ml, [.. options.Streams.Select(stream => Trainer(stream, 0, null).Fit(preparedTrain))]);
            return Score("Untrained encoder", encoder.Transformer, preparedTrain, preparedTest).Score;
        });
        var losses = options.Streams.Select(_ => new List<MsMclrProgress>()).ToList();
        using var trained = new StreamEncoders(ml, [.. options.Streams.Select((stream, i) => console.Training($"Pretraining ({stream})", losses[i], progress => Trainer(stream, options.Epochs, progress).Fit(preparedTrain)))]);
        var (score, embeddedTrain, embeddedTest) = console.Step("Trained encoder", () => Score("Trained encoder", trained.Transformer, preparedTrain, preparedTest));
        console.Step("Saving the model", () => Save(preparation, trained, train, embeddedTrain));
        return new ExperimentResult
        {
            Raw = raw,
            Untrained = untrained,
            Trained = score,
            Loss = Curve(losses[0]),
            EmbeddedTrain = embeddedTrain,
            EmbeddedTest = embeddedTest,
            Seconds = watch.Elapsed.TotalSeconds,
            ClipsPerSecond = losses.Where(loss => loss.Count > 0).Select(loss => loss[^1].ClipsPerSecond).DefaultIfEmpty().Average(), // A finished run that is resumed trains nothing.
        };
    }

    private IReadOnlyList<LossPoint> Curve(List<MsMclrProgress> reports) => options.CheckpointFolder(options.Streams[0]) is { } logs ? HistoryFile.Read(logs)
        : [.. reports.Where(progress => progress.IsEndOfEpoch).Select(progress => new LossPoint(progress.Epoch, progress.Loss, progress.ContrastLoss))];

    private IDataView Prepared(ITransformer preparation, IDataView view)
    {
        var columns = EmbeddingsFile.ColumnsOf(view, "Label", "Name", "Subject").Append("Skeleton").ToArray();
        var cached = ml.Data.Cache(preparation.Transform(view), columns);
        using var cursor = cached.GetRowCursor(cached.Schema.Where(column => columns.Contains(column.Name)));
        while (cursor.MoveNext())
            options.CancellationToken.ThrowIfCancellationRequested();
        return cached;
    }

    private (EmbeddingScore Score, IDataView Train, IDataView Test) Score(string name, ITransformer embedding, IDataView train, IDataView test)
    {
        var (embeddedTrain, embeddedTest) = (Embedded(embedding, train), Embedded(embedding, test));
        return (EmbeddingScore.Of(name, ml, embeddedTrain, embeddedTest, options.CancellationToken), embeddedTrain, embeddedTest);
    }

    private IDataView Embedded(ITransformer embedding, IDataView view) => ml.Data.Cache(embedding.Transform(view), ["Features", .. EmbeddingsFile.ColumnsOf(view, "Label", "Name", "Subject")]);

    private MsMclrTrainer Trainer(SkeletonStream stream, int epochs, IProgress<MsMclrProgress>? progress) => ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options
    {
        OutputColumnName = StreamEncoders.ColumnOf(stream, options.Streams.Count),
        Epochs = epochs,
        Stream = stream,
        Recipe = options.Recipe,
        Seed = options.Seed,
        Progress = progress,
        CheckpointDirectory = epochs == 0 ? null : options.CheckpointFolder(stream),
        LogDirectory = epochs == 0 ? null : options.CheckpointFolder(stream),
        Resume = options.Resume ?? CheckpointResume.IfPresent,
        CancellationToken = options.CancellationToken,
    });

    private bool Save(ITransformer preparation, StreamEncoders encoders, IDataView train, IDataView embeddedTrain)
    {
        // On one scale and without L1: as it comes, ML.NET's head may put every weight at 0 (docs/heads.md has the figures).
        var head = ml.Transforms.NormalizeMeanVariance("ScaledFeatures", "Features", fixZero: false)
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(featureColumnName: "ScaledFeatures", l1Regularization: 0))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(embeddedTrain);
        Directory.CreateDirectory(options.Folder);
        encoders.Save(options.Folder);
        EmbeddingsFile.Write(ml, embeddedTrain, Path.Combine(options.Folder, "embeddings.idv"));
        var file = Path.Combine(options.Folder, "action.zip");
        ml.Model.Save(new TransformerChain<ITransformer>(preparation, encoders.Transformer, head), train.Schema, file + ".tmp");
        File.Move(file + ".tmp", file, overwrite: true);
        return true;
    }
}
