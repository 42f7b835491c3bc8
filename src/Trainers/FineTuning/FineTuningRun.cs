using System.Diagnostics;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Trainers.Training.Optimization;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using TorchSharp;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>One fine-tuning run: epochs of supervised steps over labeled clips, the best epoch kept where there is validation.</summary>
internal sealed class FineTuningRun(LabeledSelection train, LabeledSelection? validation, EncoderDefinition start, SkeletonFineTuningTrainer.Options options, long seed, Device device, Action<string> log)
{
    private readonly Stopwatch _watch = new();
    private readonly LabeledFeeder _feeder = new(train, start.Layout, options.Augmentation, options.BatchSize, seed);

    /// <summary>Runs, and gives the encoder with its head.</summary>
    public EncoderDefinition Run()
    {
        using var scope = NewDisposeScope();
        using var network = new FineTunedNetwork(start, train.Classes, options, seed, device);
        using var encoderUpdate = options.Layers == FineTunedLayers.All ? Update(network.Encoder.State) : null;
        using var headUpdate = Update(network.Head);
        var step = new FineTuningStep(network, new ClipViews(start.Shape, start.Layout, start.Stream, start.ExcludeAbsentBodies, device), device)
        {
            ClassWeights = options.ClassWeighting == ClassWeighting.Balanced ? tensor(train.BalancedWeights(), device: device) : null,
        };
        // What neither training nor augmentation changes is computed once.
        var isFixed = options is { Layers: FineTunedLayers.Head, Augmentation: null };
        step.FixedFeatures = isFixed ? step.Features(_feeder, options.CancellationToken) : null;
        var judge = validation is null ? null : new Validation(step, validation, start.Layout, isFixed || options.Layers == FineTunedLayers.Head, options);
        var best = new BestEpoch(options.Patience);
        _watch.Start();
        for (var epoch = 1; epoch <= options.Epochs && !best.IsOver; epoch++)
        {
            var loss = Epoch(epoch, step, encoderUpdate, headUpdate);
            var result = judge?.Run();
            Report(epoch, _feeder.StepsPerEpoch, loss, result);
            log(FormattableString.Invariant($"Epoch {epoch}/{options.Epochs}: loss {loss:f4}") + (result is null ? "." : FormattableString.Invariant($", validation loss {result.Loss:f4}, accuracy {result.Accuracy:p1}.")));
            if (result is not null)
                best.Consider(epoch, result, network.Describe);
        }

        if (best.Encoder is not null)
            log(FormattableString.Invariant($"Epoch {best.Epoch} is kept: validation accuracy {best.Result!.Accuracy:p1}."));
        return best.Encoder ?? network.Describe();
    }

    private double Epoch(int epoch, FineTuningStep step, ParameterUpdate? encoderUpdate, ParameterUpdate headUpdate)
    {
        using var scope = NewDisposeScope();
        var sum = zeros(1, device: device);
        var (done, reportEvery, loss) = (0, device.type == DeviceType.CPU ? 1 : 20, 0.0);
        foreach (var batch in _feeder.Epoch(epoch))
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            var factor = LearningRateFactor.At(options.Schedule, headUpdate.Steps, _feeder.StepsPerEpoch, options.Epochs, options.LearningRateStep);
            step.Backward(batch, headUpdate.Steps, sum);
            encoderUpdate?.Step(options.EncoderLearningRate * factor);
            headUpdate.Step(options.HeadLearningRate * factor);
            if (++done % reportEvery != 0 && done != _feeder.StepsPerEpoch)
                continue;
            using (NewDisposeScope())
                loss = TensorValues.ToArray(sum)[0] / done;
            if (!double.IsFinite(loss))
                throw new InvalidOperationException(FormattableString.Invariant($"The loss is {loss} in epoch {epoch}, step {done}; lower EncoderLearningRate ({options.EncoderLearningRate}) or HeadLearningRate ({options.HeadLearningRate})."));
            if (done < _feeder.StepsPerEpoch)
                Report(epoch, done, loss, null);
        }

        return loss;
    }

    private ParameterUpdate Update(ITrainedTensors tensors) => ParameterUpdate.Of(options.Optimizer, tensors, options.WeightDecay);

    private void Report(int epoch, int step, double loss, ValidationResult? result)
    {
        var done = ((epoch - 1.0) * _feeder.StepsPerEpoch) + step;
        var remaining = _watch.Elapsed * ((((double)options.Epochs * _feeder.StepsPerEpoch) - done) / done);
        options.Progress?.Report(new(epoch, options.Epochs, step, _feeder.StepsPerEpoch, loss, result?.Loss, result?.Accuracy, _watch.Elapsed, remaining));
    }
}
