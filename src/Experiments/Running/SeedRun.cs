using Microsoft.ML;
using MsMclr.MLNet.Experiments.Contract;
using MsMclr.MLNet.Experiments.Judging;

namespace MsMclr.MLNet.Experiments.Running;

/// <summary>One seed of an experiment: pretrain (or load), judge, save, train with labels.</summary>
/// <param name="ml">The context.</param>
/// <param name="options">What is run.</param>
/// <param name="console">Where it is told what is going on.</param>
/// <param name="clips">The prepared clips.</param>
/// <param name="endOfEpoch">Is called after each epoch.</param>
internal sealed class SeedRun(
    MLContext ml,
    ExperimentOptions options,
    ExperimentConsole console,
    PreparedClips clips,
    Action endOfEpoch)
{
    private readonly Judge _judge = new(ml, options);
    private readonly StreamTraining _training = new(ml, options, console, endOfEpoch);

    public SeedOutcome Run()
    {
        if (options.Seeds > 1)
            console.Line($"Seed {options.Seed}");
        using var beginning = _training.Untrained(clips.Parts.Train);
        var untrained = Score(ScoreNames.Untrained, beginning, clips.Embed(beginning.Transformer));
        using var trained = Trained();
        var embedded = clips.Embed(trained.Transformer);
        var score = Score(ScoreNames.Trained, trained, embedded);

        var together = Together(trained);

        // Before what may take long, or fail.
        var calibration = console.Step("Saving the model", () => new SavedExperiment(ml, options).Save(clips, trained, embedded));
        var scores = new SeedScores(options.Seed!.Value, untrained, score)
        {
            Together = together,
            Calibration = calibration,
            Fused = Fused(trained),
            FineTuned = FineTuned(beginning, trained, score.Linear.TrainCount),
            Ceiling = Ceiling(beginning),
        };
        return new SeedOutcome(scores, _training.Loss, embedded, _training.ClipsPerSecond);
    }

    private EmbeddingScore Score(string name, StreamEncoders encoders, ClipParts embedded)
    {
        var score = console.Step(name, () => _judge.Score(name, embedded, normalize: false));
        if (!options.Probes)
            return score;
        return console.Step(
            ScoreNames.ProbesOf(name),
            () => _judge.Probed(score, encoders.Transformer, clips.Parts, normalize: false));
    }

    private double? Ceiling(StreamEncoders beginning)
    {
        if (!options.Ceiling)
            return null;
        return console.Step(ScoreNames.Ceiling, () => new FineTuning(ml, options).Ceiling(beginning.First, clips.Parts));
    }

    private StreamEncoders Trained()
    {
        if (options.EncoderFile is null)
            return _training.Pretrained(clips.Parts.Train);
        var encoder = ml.Transforms.Skeleton.LoadEncoder(options.EncoderFile, new() { Readout = options.Recipe.Readout });
        if (encoder.Whitening == options.Recipe.Whitening)
            return new StreamEncoders(ml, [encoder]);
        using (encoder)
            return new StreamEncoders(ml, [encoder.Whiten(clips.Parts.Train, options.Recipe.Whitening, options.CancellationToken)]);
    }

    private EmbeddingScore? Together(StreamEncoders trained)
    {
        if (options.RandomConvolutions == 0)
            return null;
        return console.Step(
            ScoreNames.Together,
            () => _judge.ScoreByRidge(ScoreNames.Together, clips.Together(trained.Transformer, options), normalize: false));
    }

    private double? Fused(StreamEncoders trained)
    {
        if (options.Streams.Count == 1)
            return null;
        return console.Step(ScoreNames.Fused, () =>
        {
            IDataView Embedded(IDataView view) => ml.Data.Cache(trained.Transformer.Transform(view), [.. trained.Columns, "Label"]);
            var embedded = new ClipParts(Embedded(clips.Parts.Train), Embedded(clips.Parts.Test));
            return StreamFusion.Score(ml, trained.Columns, embedded, options.CancellationToken);
        });
    }

    private List<FineTunedScore> FineTuned(StreamEncoders beginning, StreamEncoders trained, int labeled)
    {
        var tuning = new FineTuning(ml, options);
        var scores = new List<FineTunedScore>();
        foreach (var share in options.FineTuning)
        {
            foreach (var isPretrained in new[] { false, true })
            {
                var encoder = isPretrained ? trained.First : beginning.First;
                scores.Add(console.Step(
                    FineTunedScore.NameOf(share, isPretrained),
                    () => tuning.Score(encoder, isPretrained, share, labeled, clips.Parts)));
            }
        }

        return scores;
    }
}
