using System.Diagnostics;
using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;
using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Pretraining.Watching;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Trainers.Training.Clips;
using MsMclr.MLNet.Trainers.Training.Optimization;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using TorchSharp;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>One pretraining run: epochs of steps over the clips of a store.</summary>
internal sealed class PretrainingRun(ClipStore store, SkeletonLayout layout, MsMclrTrainer.Options options, long seed, Device device, Action<string> log)
{
    private readonly MsMclrRecipe _recipe = options.Recipe;
    private readonly Stopwatch _watch = new();
    private readonly ClipViews _views = new(store.Shape, layout, options.Stream, options.Recipe.ExcludeAbsentBodies, device);
    private BestEncoder _best = new(0, 0);
    private TrainingPosition _position = new();
    private long _stepsBefore;

    /// <summary>Where checkpoints go, if anywhere.</summary>
    public Checkpointing? Checkpoints { get; init; }

    /// <summary>What to go on from, if anything.</summary>
    public Checkpoint? From { get; init; }

    /// <summary>What watches the encoder, if anything.</summary>
    public NearestNeighborProbe? Probe { get; init; }

    /// <summary>Runs, and gives the query encoder, which the caller owns.</summary>
    public Encoder Run()
    {
        var architecture = new EncoderArchitecture(store.Shape.Channels, store.Shape.Joints, _recipe.HiddenChannels, _recipe.FeatureSize)
        {
            Head = new(_recipe.ProjectionSize, HasHiddenLayer: _recipe.ProjectionHead == ProjectionHead.TwoLayers),
        };
        var form = new EncoderForm(_recipe.GraphDistance, _recipe.Attention, _recipe.MotionAxes, _recipe.Dropout) { Graph = options.Initial?.Graph, Precision = options.Precision };
        var keys = QueueSize(); // First: what it refuses leaves nothing behind.
        var query = new Encoder(architecture, store.Shape, layout, form, seed, device);
        var key = new Encoder(architecture, store.Shape, layout, form, seed + 1, device, trainable: false);
        options.Initial?.CopyTo(query.State);
        if (_recipe.KeyBeginsAsQuery || options.Initial is not null)
            key.State.CopyFrom(query.State);
        var contrast = new MomentumContrast(query, key, new KeyQueue(_recipe.ProjectionSize, keys, seed + 2, device), _recipe.Temperature, _recipe.KeyMomentum, _recipe.DivergenceWeight, _recipe.BatchNegatives);
        try
        {
            Train(contrast);
            key.Dispose();
            contrast.Queue.Dispose();
            return query;
        }
        catch
        {
            contrast.Dispose();
            throw;
        }
    }

    private void Train(MomentumContrast contrast)
    {
        using var update = ParameterUpdate.Of(_recipe.Optimizer, contrast.Query.State, _recipe.WeightDecay);
        var state = new TrainingState(contrast, update);
        _best = new(options.Probe?.Patience ?? 0, Probe?.Identity ?? 0);
        if (From is not null)
        {
            _position = _best.Begin(From.Position, state.Restore(From));
            _stepsBefore = _position.Steps;
            log($"Going on from {From.Path}: {_position.EpochsDone} epochs and {_position.StepsInEpoch} steps are done.");
        }

        using var logs = new TrainingLogs(log, options.LogDirectory, _position);
        var feeder = new ViewFeeder(store, layout, _recipe, seed);
        _watch.Start();
        try
        {
            while (_position.EpochsDone < options.Epochs && !_best.IsOver(_position))
            {
                TrainEpoch(contrast, update, state, feeder, logs);
                EndEpoch(contrast, state, feeder.StepsPerEpoch, logs);
            }
        }
        catch (OperationCanceledException) when (Checkpoints is not null && options.CancellationToken.IsCancellationRequested)
        {
            if (Checkpoints.Write(state, _position, _best.Values))
                log($"Canceled; {Checkpoints.Newest} is where to go on.");
            throw;
        }

        if (_best.IsOver(_position))
            log(FormattableString.Invariant($"No better probe since epoch {_position.BestEpoch} ({_position.BestAccuracy:P1}): the run ends after epoch {_position.EpochsDone} with that encoder."));
        _best.CopyTo(contrast.Query.State);
        if (!contrast.Query.State.IsFinite)
            throw Failed("A weight is not finite");
    }

    private void TrainEpoch(MomentumContrast contrast, ParameterUpdate update, TrainingState state, ViewFeeder feeder, TrainingLogs logs)
    {
        using var scope = NewDisposeScope();
        var epoch = _position.EpochsDone + 1;
        var sums = tensor(new[] { _position.LossSum, _position.ContrastSum }, device: device);
        var mined = epoch > _recipe.MiningAfter ? _recipe.MinedNeighbors : 0;
        var reportEvery = device.type == DeviceType.CPU ? 1 : 20;
        foreach (var batch in feeder.Epoch(epoch, _position.StepsInEpoch))
        {
            if (options.CancellationToken.IsCancellationRequested)
            {
                ReadLoss(sums); // The checkpoint that canceling leaves holds them.
                options.CancellationToken.ThrowIfCancellationRequested();
            }

            var rate = LearningRate(_position, feeder.StepsPerEpoch);
            Step(contrast, batch, update.Steps, mined, sums);
            update.Step(rate);
            _position = _position with { StepsInEpoch = _position.StepsInEpoch + 1, Steps = update.Steps, QueuePointer = contrast.Queue.Pointer };
            var last = _position.StepsInEpoch == feeder.StepsPerEpoch;
            var checkpoint = !last && Checkpoints is { IsDueAfterStep: true };
            if (last || checkpoint || _position.StepsInEpoch % reportEvery == 0)
                ReadLoss(sums);
            if (checkpoint)
            {
                Health(contrast);
                Write(state);
            }

            if (!last && _position.StepsInEpoch % reportEvery == 0)
            {
                var progress = Progress(feeder.StepsPerEpoch, rate);
                logs.Step(_position.Steps, progress);
                options.Progress?.Report(progress); // The epoch's last step is reported when the epoch is over.
            }
        }
    }

    private void EndEpoch(MomentumContrast contrast, TrainingState state, int steps, TrainingLogs logs)
    {
        var network = new NetworkEmbedding(contrast.Query, _views);
        var features = _recipe.FeatureSize;
        var epoch = _position.EpochsDone + 1;
        var health = Health(contrast);
        double? accuracy = Probe is not null && Probe.IsDue(epoch, options.Epochs) ? Probe.Accuracy(network, features, options.CancellationToken) : null;
        var rate = LearningRate(_position with { StepsInEpoch = steps - 1 }, steps);
        var progress = Progress(steps, rate) with { EmbeddingSpread = health.Spread, EffectiveRank = health.EffectiveRank, ProbeAccuracy = accuracy };
        if (accuracy is { } value)
            _position = _best.After(value, epoch, _position, contrast.Query.State);
        _position = _position with { EpochsDone = epoch, StepsInEpoch = 0, LossSum = 0, ContrastSum = 0 };
        logs.Epoch(_position.Steps, progress); // Before the checkpoint: a run that is killed in between writes the line again.
        if (Checkpoints is not null && Checkpoints.IsDueAfterEpoch(epoch, last: epoch == options.Epochs || _best.IsOver(_position)))
            Write(state);
        options.Progress?.Report(progress);
    }

    // Looked at before every checkpoint, so that the last good state is good.
    private EmbeddingHealth Health(MomentumContrast contrast)
    {
        var health = EmbeddingHealth.Of(contrast.Queue, _recipe.BatchSize);
        return health.IsFinite && (!health.IsCollapsed || !options.StopOnCollapse) ? health
            : throw Failed(health.IsFinite ? FormattableString.Invariant($"All clips have come to share one key (spread {health.Spread:g2})") : "A key is not finite");
    }

    private void Write(TrainingState state)
    {
        if (!Checkpoints!.Write(state, _position, _best.Values))
            throw Failed("A weight is not finite");
    }

    private void ReadLoss(Tensor sums)
    {
        using var scope = NewDisposeScope();
        var values = TensorValues.ToArray(sums);
        if (!float.IsFinite(values[0]))
            throw Failed(FormattableString.Invariant($"The loss is {values[0]}"));
        _position = _position with { LossSum = values[0], ContrastSum = values[1] };
    }

    private PretrainingFailedException Failed(string what) => new(FormattableString.Invariant($"{what} after epoch {_position.EpochsDone} and {_position.StepsInEpoch} steps. Lower MsMclrRecipe.LearningRate ({_recipe.LearningRate})")
        + (_recipe.Temperature < 0.05 ? FormattableString.Invariant($" or raise Temperature ({_recipe.Temperature}). ") : ". ")
        + (Checkpoints?.Newest is { } file ? $"The last good state is {file}; Options.Resume = CheckpointResume.WithChanges goes on from it with the new number." : "Set MsMclrTrainer.Options.CheckpointDirectory to keep the last good state another time."),
        Checkpoints?.Newest);

    private void Step(MomentumContrast contrast, ViewBatch batch, long step, int mined, Tensor sums)
    {
        using var scope = NewDisposeScope();
        contrast.Query.BeginStep(step);
        contrast.Key.BeginStep(step);
        var views = new[] { batch.Strong, batch.Ordinary, batch.Key }.Select(values => _views.Of(values, batch.Clips)).ToArray();
        try
        {
            var losses = contrast.Step(views[0], views[1], views[2], mined);
            using var grad = no_grad();
            sums.add_(stack([losses.Total, losses.Contrast]), Constant.Of(1));
        }
        finally
        {
            Array.ForEach(views, view => view.Rows.Dispose());
        }
    }

    private double LearningRate(TrainingPosition at, int stepsPerEpoch)
        => _recipe.LearningRate * LearningRateFactor.At(_recipe.Schedule, ((long)at.EpochsDone * stepsPerEpoch) + at.StepsInEpoch, stepsPerEpoch, options.Epochs, _recipe.LearningRateStep);

    private int QueueSize()
    {
        // A clip's own earlier keys are false negatives: half an epoch of keys holds almost none. A run that goes on with more clips, or in other batches, keeps the queue that it has.
        var size = _recipe.QueueSize > 0 ? _recipe.QueueSize
            : From is not null && From.Tensors.TryGetValue(TrainingState.Queue, out var queue) && queue.Shape is [_, <= 1 << 24 and var keys] ? (int)keys
            : Math.Max(1, store.Count / 2 / _recipe.BatchSize) * _recipe.BatchSize;
        return options.Epochs <= _recipe.MiningAfter || _recipe.MinedNeighbors <= size ? size
            : throw new InvalidOperationException($"MsMclrRecipe.MinedNeighbors is {_recipe.MinedNeighbors}; the queue of {store.Count} clips holds {size} keys, of which as many can be mined. Lower it, or set QueueSize.");
    }

    private MsMclrProgress Progress(int steps, double rate)
    {
        var (step, here) = (_position.StepsInEpoch, _position.Steps - _stepsBefore);
        var left = ((double)(options.Epochs - _position.EpochsDone) * steps) - step;
        return new(_position.EpochsDone + 1, options.Epochs, step, steps, _position.LossSum / step, _position.ContrastSum / step, rate,
            here * _recipe.BatchSize / _watch.Elapsed.TotalSeconds, _watch.Elapsed, here == 0 ? TimeSpan.Zero : _watch.Elapsed * (left / here)) { Stream = options.Stream };
    }
}
