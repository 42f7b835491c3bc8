using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Trainers.Training.Optimization;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using TorchSharp;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>One fine-tuning run: epochs of supervised steps over labeled clips, the best epoch kept where there is validation.</summary>
internal sealed class FineTuningRun(
    LabeledSelection train, LabeledSelection? validation, EncoderDefinition start, SkeletonFineTuningTrainer.Options options, long seed,
    Device device, Action<string> log)
{
    // Reading the loss waits for a GPU, so there it is not done after every step.
    private const int StepsFromReportToReportOnGpu = 20;

    private readonly LabeledFeeder _feeder = new(train, start.Layout, options.Augmentation, options.BatchSize, seed);

    /// <summary>What may end the run early.</summary>
    public FitCancellation Cancellation { get; init; }

    private bool LearnsHeadAlone => options.Layers == FineTunedLayers.Head;

    /// <summary>Runs, and gives the encoder with its head.</summary>
    public EncoderDefinition Run()
    {
        using var scope = NewDisposeScope();
        using var network = new FineTunedNetwork(start, train.Classes, options, seed, device);
        using var encoderUpdate = LearnsHeadAlone ? null : Update(network.Encoder.State);
        using var headUpdate = Update(network.Head);
        var step = NewStep(network);
        var judge = validation is null ? null : new Validation(step, validation, start.Layout, LearnsHeadAlone, options, Cancellation);
        var report = new FineTuningReport(options, _feeder.StepsPerEpoch, log);
        var best = new BestEpoch(options.Patience);
        for (var epoch = 1; epoch <= options.Epochs && !best.IsOver; epoch++)
        {
            var loss = Epoch(epoch, step, encoderUpdate, headUpdate, report);
            var result = judge?.Run();
            report.Epoch(epoch, loss, result);
            if (result is not null)
                best.Consider(epoch, result, network.Describe);
        }

        if (best.Encoder is null)
            return network.Describe();
        log(FormattableString.Invariant($"Epoch {best.Epoch} is kept: validation accuracy {best.Result!.Accuracy:p1}."));
        return best.Encoder;
    }

    private FineTuningStep NewStep(FineTunedNetwork network)
    {
        var views = new ClipViews(start.Shape, start.Layout, start.Stream, start.ExcludeAbsentBodies, device);
        var isBalanced = options.ClassWeighting == ClassWeighting.Balanced;
        var step = new FineTuningStep(network, views, device)
        {
            ClassWeights = isBalanced ? tensor(train.BalancedWeights(), device: device) : null,
        };
        // What neither training nor augmentation changes is computed once.
        if (LearnsHeadAlone && options.Augmentation is null)
            step.FixedFeatures = step.Features(_feeder, Cancellation);
        return step;
    }

    // The mean loss of an epoch.
    private double Epoch(
        int epoch, FineTuningStep step, ParameterUpdate? encoderUpdate, ParameterUpdate headUpdate, FineTuningReport report)
    {
        using var scope = NewDisposeScope();
        var sum = zeros(1, device: device);
        var reportEvery = device.type == DeviceType.CPU ? 1 : StepsFromReportToReportOnGpu;
        var done = 0;
        var loss = 0.0;
        foreach (var batch in _feeder.Epoch(epoch))
        {
            Cancellation.ThrowIfRequested();
            var factor = LearningRateFactor.At(
                options.Schedule, headUpdate.Steps, stepsPerEpoch: _feeder.StepsPerEpoch, epochs: options.Epochs,
                tenthAfter: options.LearningRateStep);
            step.Backward(batch, headUpdate.Steps, sum);
            encoderUpdate?.Step(options.EncoderLearningRate * factor);
            headUpdate.Step(options.HeadLearningRate * factor);
            done++;
            var isLast = done == _feeder.StepsPerEpoch;
            if (done % reportEvery != 0 && !isLast)
                continue;
            loss = Mean(sum, done);
            report.Step(epoch, done, loss, isLast);
        }

        return loss;
    }

    private static double Mean(Tensor sum, int count)
    {
        using var scope = NewDisposeScope();
        return TensorValues.ToArray(sum)[0] / count;
    }

    private ParameterUpdate Update(ITrainedTensors tensors) => ParameterUpdate.Of(options.Optimizer, tensors, options.WeightDecay);
}
