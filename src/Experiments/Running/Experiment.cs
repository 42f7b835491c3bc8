using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Experiments.Contract;
using MsMclr.MLNet.Experiments.Judging;
using MsMclr.MLNet.Experiments.Running;

namespace MsMclr.MLNet;

/// <summary>
/// The field's protocol: pretrain an encoder on the training clips without their labels, freeze it, and judge its embeddings of the
/// test clips. Beside it stand the same network untrained, the coordinates themselves, and random convolutions of them.
/// </summary>
public sealed class Experiment
{
    // A context's seed is an int as well; this one leaves room for the seeds that follow.
    private const int LargestSeed = 1_000_000;
    private readonly MLContext _ml;
    private readonly ExperimentOptions _options;
    private readonly ExperimentConsole _console;
    private readonly int _seed;

    /// <summary>Makes an experiment.</summary>
    /// <param name="ml">The context whose catalogs, log and seed the run uses.</param>
    /// <param name="options">What is run.</param>
    /// <param name="console">Where it is told what is going on; null: nowhere.</param>
    public Experiment(MLContext ml, ExperimentOptions options, ExperimentConsole? console = null)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(options);
        _ml = ml;
        _seed = options.Seed ?? ((IHostEnvironment)ml).Register(nameof(Experiment)).Rand.Next(1, LargestSeed);
        _options = options with { Seed = _seed };
        _console = console ?? ExperimentConsole.Silent();
    }

    /// <summary>
    /// Runs the experiment and writes <c>action.zip</c>, <c>encoder.onnx</c> and <c>embeddings.idv</c> to
    /// <see cref="ExperimentOptions.Folder"/>. <see cref="ResultsFile"/> and <see cref="ExperimentReport"/> write what was found.
    /// </summary>
    /// <param name="train">Clips to pretrain on without labels, and to fit heads on with them, as a loader gives them.</param>
    /// <param name="test">Clips to judge on.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="InvalidOperationException">One of the two has no clips.</exception>
    /// <exception cref="OperationCanceledException"><see cref="ExperimentOptions.CancellationToken"/> was canceled.</exception>
    public ExperimentResult Run(IDataView train, IDataView test)
    {
        var watch = Stopwatch.StartNew();
        var spent = SpentTime.In(_options.Resume is null ? null : _options.PathOf("checkpoints"), _options.Resume);
        var clips = _console.Step("Preparing clips", () => PreparedClips.Of(_ml, _options, train, test));
        var judge = new Judge(_ml, _options);
        var raw = JudgeCoordinates(clips, judge);
        var convolutions = JudgeConvolutions(clips, judge);
        var runs = new List<SeedOutcome>();
        foreach (var options in _options.ForEachSeed(_seed))
            runs.Add(new SeedRun(_ml, options, _console, clips, KeepTime).Run());
        var first = runs[0];
        KeepTime();
        return new ExperimentResult
        {
            Raw = raw,
            RandomConvolutions = convolutions,
            Seeds = [.. runs.Select(run => run.Scores)],
            Loss = first.Loss,
            EmbeddedTrain = first.Embedded.Train,
            EmbeddedTest = first.Embedded.Test,
            Seconds = spent.Seconds,
            ClipsPerSecond = first.ClipsPerSecond,
        };

        void KeepTime() => spent.Keep(watch.Elapsed.TotalSeconds, clips: 0);
    }

    private EmbeddingScore JudgeCoordinates(PreparedClips clips, Judge judge)
    {
        var coordinates = clips.Raw();
        var score = _console.Step(
            ScoreNames.Raw,
            () => judge.Score(ScoreNames.Raw, clips.Embed(coordinates), normalize: true));
        if (!_options.Probes)
            return score;
        return _console.Step(ScoreNames.ProbesOf(ScoreNames.Raw), () => judge.Probed(score, coordinates, clips.Parts, normalize: true));
    }

    private EmbeddingScore? JudgeConvolutions(PreparedClips clips, Judge judge)
    {
        if (_options.RandomConvolutions == 0)
            return null;
        return _console.Step(ScoreNames.RandomConvolutions, () =>
        {
            var described = clips.Embed(clips.RandomConvolutions(_options, "Features"));
            return judge.ScoreByRidge(ScoreNames.RandomConvolutions, described, normalize: true);
        });
    }
}
