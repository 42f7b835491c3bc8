using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Experiments.Writing;

namespace MsMclr.MLNet.Experiments.Running;

/// <summary>One seed of an experiment: pretrain (or load), judge, fine-tune, save.</summary>
internal sealed class SeedRun(MLContext ml, ExperimentOptions options, ExperimentConsole console, PreparedClips clips)
{
    public IReadOnlyList<LossPoint> Loss { get; private set; } = [];

    public IDataView? EmbeddedTrain { get; private set; }

    public IDataView? EmbeddedTest { get; private set; }

    public double ClipsPerSecond { get; private set; }

    public SeedScores Run()
    {
        if (options.Seeds > 1)
            console.Line($"Seed {options.Seed}");
        using var beginning = new StreamEncoders(ml, [.. options.Streams.Select(stream => Trainer(stream, 0, null).Fit(clips.Train))]);
        var untrained = console.Step("Untrained encoder", () => clips.Score("Untrained encoder", beginning.Transformer, options).Score);
        using var trained = options.EncoderFile is { } file ? new StreamEncoders(ml, [ml.Transforms.Skeleton.LoadEncoder(file)]) : Pretrained();
        (var score, EmbeddedTrain, EmbeddedTest) = console.Step("Trained encoder", () => clips.Score("Trained encoder", trained.Transformer, options));
        console.Step("Saving the model", () => Save(trained)); // Before what may take long, or fail.
        var fused = options.Streams.Count == 1 ? null : console.Step(FusedScore.Name, () => FusedScore.Of(ml, trained, clips.Train, clips.Test));
        var tuned = options.FineTuning.SelectMany(labels => new[] { FineTuned(beginning, false, labels, score), FineTuned(trained, true, labels, score) }).ToList();
        return new SeedScores(options.Seed, untrained, score, fused, tuned);
    }

    private FineTunedScore FineTuned(StreamEncoders encoder, bool isPretrained, double labels, EmbeddingScore score) => console.Step(FineTunedScore.NameOf(labels, isPretrained),
        () => FineTunedScore.Of(ml, encoder.First, isPretrained, labels, score.Linear.TrainCount, clips, options));

    private StreamEncoders Pretrained()
    {
        var reports = options.Streams.Select(_ => new List<MsMclrProgress>()).ToList();
        var encoders = new StreamEncoders(ml, [.. options.Streams.Select((stream, i) => console.Training($"Pretraining ({stream})", reports[i], progress => Trainer(stream, options.Epochs, progress).Fit(clips.Train)))]);
        Loss = options.CheckpointFolder(options.Streams[0]) is { } logs ? HistoryFile.Read(logs)
            : [.. reports[0].Where(progress => progress.IsEndOfEpoch).Select(progress => new LossPoint(progress.Epoch, progress.Loss, progress.ContrastLoss))];
        ClipsPerSecond = reports.Where(stream => stream.Count > 0).Select(stream => stream[^1].ClipsPerSecond).DefaultIfEmpty().Average(); // A finished run that is resumed trains nothing.
        return encoders;
    }

    private MsMclrTrainer Trainer(SkeletonStream stream, int epochs, IProgress<MsMclrProgress>? progress) => ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options
    {
        OutputColumnName = StreamEncoders.ColumnOf(stream, options.Streams.Count),
        Epochs = epochs,
        Stream = stream,
        Recipe = options.Recipe,
        Precision = options.Precision,
        Seed = options.Seed,
        Progress = progress,
        CheckpointDirectory = epochs == 0 ? null : options.CheckpointFolder(stream),
        LogDirectory = epochs == 0 ? null : options.CheckpointFolder(stream),
        Resume = options.Resume ?? CheckpointResume.IfPresent,
        CancellationToken = options.CancellationToken,
    });

    private bool Save(StreamEncoders encoders)
    {
        // On one scale and without L1: as it comes, ML.NET's head may put every weight at 0 (docs/heads.md has the figures).
        var head = ml.Transforms.NormalizeMeanVariance("ScaledFeatures", "Features", fixZero: false)
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(featureColumnName: "ScaledFeatures", l1Regularization: 0))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(EmbeddedTrain);
        Directory.CreateDirectory(options.Folder);
        encoders.Save(options.Folder);
        EmbeddingsFile.Write(ml, EmbeddedTrain!, Path.Combine(options.Folder, "embeddings.idv"));
        var file = Path.Combine(options.Folder, "action.zip");
        ml.Model.Save(new TransformerChain<ITransformer>(clips.Preparation, encoders.Transformer, head), clips.Recorded, file + ".tmp");
        File.Move(file + ".tmp", file, overwrite: true);
        return true;
    }
}
