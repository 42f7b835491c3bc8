using Microsoft.ML;
using MsMclr.MLNet.Experiments.Writing;

namespace MsMclr.MLNet.Experiments.Running;

/// <summary>Trains the encoders of an experiment, one a stream.</summary>
/// <param name="ml">The context.</param>
/// <param name="options">What is run.</param>
/// <param name="console">Where it is told what is going on.</param>
/// <param name="endOfEpoch">Is called after each epoch.</param>
internal sealed class StreamTraining(MLContext ml, ExperimentOptions options, ExperimentConsole console, Action endOfEpoch)
{
    /// <summary>The loss of the first stream; empty before training.</summary>
    public IReadOnlyList<LossPoint> Loss { get; private set; } = [];

    /// <summary>How fast the streams were trained, on average; 0 where nothing was.</summary>
    public double ClipsPerSecond { get; private set; }

    /// <summary>The encoders as they begin.</summary>
    public StreamEncoders Untrained(IDataView clips)
        => new(ml, [.. options.Streams.Select(stream => ml.SelfSupervised.Trainers.MsMclr(Untrained(stream)).Fit(clips))]);

    /// <summary>The encoders after training.</summary>
    public StreamEncoders Pretrained(IDataView clips)
    {
        var encoders = new List<SkeletonEmbeddingTransformer>();
        var speeds = new List<double>();
        foreach (var stream in options.Streams)
        {
            var reports = new List<MsMclrProgress>();
            var spent = SpentTime.In(options.CheckpointFolder(stream), options.Resume);
            encoders.Add(console.Training(
                $"Pretraining ({stream})",
                reports,
                progress => Train(stream, new KeptProgress(progress, value => Keep(spent, value)), clips)));
            if (encoders.Count == 1)
                Loss = LossOf(stream, reports);
            if (spent.ClipsPerSecond > 0)
                speeds.Add(spent.ClipsPerSecond);
        }

        ClipsPerSecond = speeds.Count > 0 ? speeds.Average() : 0;
        return new StreamEncoders(ml, encoders);
    }

    private void Keep(SpentTime spent, MsMclrProgress progress)
    {
        if (!progress.IsEndOfEpoch)
            return;
        spent.Keep(progress.Elapsed.TotalSeconds, progress.ClipsPerSecond * progress.Elapsed.TotalSeconds);
        endOfEpoch();
    }

    private SkeletonEmbeddingTransformer Train(SkeletonStream stream, IProgress<MsMclrProgress> progress, IDataView clips)
    {
        var settings = Untrained(stream);
        settings.Epochs = options.Epochs;
        settings.Progress = progress;
        settings.CheckpointDirectory = options.CheckpointFolder(stream);
        settings.LogDirectory = options.CheckpointFolder(stream);
        settings.Resume = options.Resume ?? CheckpointResume.IfPresent;
        return ml.SelfSupervised.Trainers.MsMclr(settings).Fit(clips);
    }

    private MsMclrTrainer.Options Untrained(SkeletonStream stream) => new()
    {
        OutputColumnName = StreamEncoders.ColumnOf(stream, options.Streams.Count),
        Epochs = 0,
        Stream = stream,
        Recipe = options.Recipe,
        Precision = options.Precision,
        Seed = options.Seed,
        CancellationToken = options.CancellationToken,
    };

    // The trainer's own file has the epochs before a resume too.
    private IReadOnlyList<LossPoint> LossOf(SkeletonStream stream, List<MsMclrProgress> reports)
    {
        if (options.CheckpointFolder(stream) is { } logs)
            return HistoryFile.Read(logs);
        var epochs = reports.Where(progress => progress.IsEndOfEpoch);
        return [.. epochs.Select(progress => new LossPoint(progress.Epoch, progress.Loss, progress.ContrastLoss))];
    }

    private sealed class KeptProgress(IProgress<MsMclrProgress> shown, Action<MsMclrProgress> keep) : IProgress<MsMclrProgress>
    {
        public void Report(MsMclrProgress value)
        {
            keep(value);
            shown.Report(value);
        }
    }
}
