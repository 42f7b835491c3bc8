using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace MsMclr.MLNet;

/// <summary>One pretraining run: epochs of steps over the clips of a store.</summary>
internal sealed class Pretraining(ClipStore store, SkeletonLayout layout, MsMclrTrainer.Options options, long seed, Device device, Action<string> log)
{
    private readonly MsMclrRecipe _recipe = options.Recipe;
    private readonly Stopwatch _watch = new();

    /// <summary>Runs, and gives the query encoder, which the caller owns.</summary>
    public Encoder Run()
    {
        var size = new EncoderSize(store.Shape, _recipe.HiddenChannels, _recipe.FeatureSize, _recipe.ProjectionSize);
        var form = new EncoderForm(_recipe.GraphDistance, _recipe.Attention, _recipe.MotionAxes, _recipe.Dropout) { Plain = _recipe.Attention == AttentionScope.BatchSegments };
        var query = new Encoder(size, layout, form, seed, device);
        var key = new Encoder(size, layout, form, seed + 1, device, trainable: false);
        if (_recipe.KeyBeginsAsQuery)
            key.State.CopyFrom(query.State);
        var contrast = new MomentumContrast(query, key, new KeyQueue(_recipe.ProjectionSize, QueueSize(), seed + 2, device), _recipe.Temperature, _recipe.KeyMomentum, _recipe.DivergenceWeight, _recipe.BatchNegatives);
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
        using ParameterUpdate update = _recipe.Optimizer == MsMclrOptimizer.Sgd
            ? new StochasticGradientDescent(contrast.Query.State, 0.9, _recipe.WeightDecay)
            : new AdamW(contrast.Query.State, _recipe.WeightDecay);
        var feeder = new ViewFeeder(store, layout, _recipe, seed);
        var reportEvery = device.type == DeviceType.CPU ? 1 : 20;
        _watch.Start();
        for (var epoch = 1; epoch <= options.Epochs; epoch++)
        {
            using var scope = NewDisposeScope();
            var sums = zeros(2, device: device);
            var (step, mined) = (0, epoch > _recipe.MiningAfter ? _recipe.MinedNeighbours : 0);
            MsMclrProgress? progress = null;
            foreach (var batch in feeder.Epoch(epoch))
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                var rate = LearningRate(((epoch - 1) * feeder.StepsPerEpoch) + step, feeder.StepsPerEpoch);
                Step(contrast, batch, update.Steps, mined, sums);
                update.Step(rate);
                if (++step % reportEvery == 0 || step == feeder.StepsPerEpoch)
                    options.Progress?.Report(progress = Progress(epoch, step, feeder.StepsPerEpoch, TensorValues.ToArray(sums), rate));
            }

            progress ??= Progress(epoch, step, feeder.StepsPerEpoch, TensorValues.ToArray(sums), 0);
            if (!double.IsFinite(progress.Loss))
                throw new InvalidOperationException($"The loss is {progress.Loss} after epoch {epoch}; lower MsMclrRecipe.LearningRate ({_recipe.LearningRate}).");
            log($"Epoch {epoch}/{options.Epochs}: loss {progress.Loss:f4}, InfoNCE {progress.ContrastLoss:f4}, {progress.ClipsPerSecond:f1} clips/s, {progress.Remaining:hh\\:mm\\:ss} left.");
        }
    }

    private void Step(MomentumContrast contrast, ViewBatch batch, long step, int mined, Tensor sums)
    {
        using var scope = NewDisposeScope();
        contrast.Query.BeginStep(step);
        contrast.Key.BeginStep(step);
        var views = new[] { batch.Strong, batch.Ordinary, batch.Key }.Select(values => View(values, batch.Clips)).ToArray();
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

    private View View(float[] values, int clips)
    {
        var shape = store.Shape;
        var rows = _recipe.ExcludeAbsentBodies ? BodyRows.Present(values, clips, shape, device) : BodyRows.All(shape.Bodies);
        using var memory = tensor(values, [clips, shape.Channels, shape.Frames, shape.Joints, shape.Bodies]);
        return new(StreamTensors.Of(memory.to(device).alias(), options.Stream, layout), rows);
    }

    // Cosine: SGDR (Loshchilov and Hutter, ICLR 2017), equation 5, without restarts. Step: the paper's configuration.
    private double LearningRate(int step, int stepsPerEpoch) => _recipe.Schedule == LearningRateSchedule.Cosine
        ? _recipe.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / ((double)options.Epochs * stepsPerEpoch)))
        : _recipe.LearningRate * (step / stepsPerEpoch >= _recipe.LearningRateStep ? 0.1 : 1);

    // A clip's own earlier keys are false negatives: half an epoch of keys holds almost none.
    private int QueueSize() => _recipe.QueueSize > 0 ? _recipe.QueueSize : Math.Max(1, store.Count / 2 / _recipe.BatchSize) * _recipe.BatchSize;

    private MsMclrProgress Progress(int epoch, int step, int steps, float[] sums, double rate)
    {
        var done = ((epoch - 1.0) * steps) + step;
        var remaining = _watch.Elapsed * ((((double)options.Epochs * steps) - done) / done);
        return new(epoch, options.Epochs, step, steps, sums[0] / step, sums[1] / step, rate, done * _recipe.BatchSize / _watch.Elapsed.TotalSeconds, _watch.Elapsed, remaining);
    }
}
