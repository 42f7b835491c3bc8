using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Pretraining;
using MsMclr.MLNet.Trainers.Pretraining.Watching;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Trainers.Training.Clips;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Scoring;
using TorchSharp;
using static TorchSharp.torch;

namespace MsMclr.MLNet;

public sealed partial class MsMclrTrainer
{
    private SkeletonEmbeddingTransformer FitHere(IDataView input)
    {
        var column = PretrainingColumn.Find(input.Schema, _options);
        _initial?.Check(
            column.Shape, column.Layout, _options.Stream, hiddenChannels: _options.Recipe.HiddenChannels,
            featureSize: _options.Recipe.FeatureSize);
        // Before clips are read and hours are spent: the trained encoder is whitened by ONNX Runtime.
        if (_options.Recipe.Whitening != EmbeddingWhitening.None)
            ScoringDevice.Require();
        using var channel = _host.Start("Fit");
        var isFirst = _options.Communicator.Rank == 0;
        void Log(string message)
        {
            if (isFirst)
                channel.Info(MessageSensitivity.None, "{0}", message);
        }

        void Warn(string message)
        {
            if (isFirst)
                channel.Warning(MessageSensitivity.None, "{0}", message);
        }

        var limits = new ClipStoreLimits(_options.MaxStoreBytes, _options.CacheDirectory ?? _tempFolder, _options.HalfPrecisionStore);
        var cancellation = new FitCancellation(_options.CancellationToken, _host);
        using var store = ReadClips(input, column, limits, cancellation, Log);
        if (_options.Epochs > 0)
            store.Findings.Check(column.Name, _options.StopOnCollapse, Warn);
        using var probe = _options.Probe is { } watched
            ? ProbeColumns.Read(watched, column.Name, column.Layout, store, input, limits, cancellation)
            : null;
        TorchSharpLoader.EnsureLoaded();
        var data = new PretrainingData(store, column.Layout) { Coordinates = column.Coordinates, Initial = _initial, Probe = probe };
        var definition = Train(data, cancellation, Log, Warn) with { Preparation = column.Preparation };

        // After the last step ranks no longer talk, so none is canceled alone.
        var untilTheEnd = new FitCancellation(default, _host);
        var whitened = Whiten(definition, store, _options.Communicator.Size > 1 ? untilTheEnd : cancellation, Log);
        return new SkeletonEmbeddingTransformer(
            _environment, whitened, _options.OutputColumnName, _options.InputColumnName, _gpuDeviceId, _fallbackToCpu);
    }

    private EncoderDefinition Whiten(EncoderDefinition encoder, ClipStore store, FitCancellation cancellation, Action<string> log)
    {
        if (_options.Recipe.Whitening == EmbeddingWhitening.None)
            return encoder;
        var index = 0;
        bool Next(Span<float> clip)
        {
            cancellation.ThrowIfRequested();
            if (index == store.Count)
                return false;
            store.CopyTo(index++, clip);
            return true;
        }

        EncoderSession Open(EncoderDefinition plain) => new(plain, _gpuDeviceId, _fallbackToCpu, log);
        return EncoderWhitening.Learn(encoder, _options.Recipe.Whitening, Open, Next);
    }

    private ClipStore ReadClips(
        IDataView input, PretrainingColumn column, ClipStoreLimits limits, FitCancellation cancellation, Action<string> log)
    {
        // Labels of the training clips are read only where they vote in a probe.
        DataViewSchema.Column? label = _options.Probe is { Voters: null } own ? ProbeColumns.Label(input, own.LabelColumnName) : null;
        var store = ClipStore.Read(input, column.Column, limits, cancellation, label, log);
        var needed = _options.Epochs > 0 ? _options.Recipe.BatchSize : 0;
        var count = store.Count;
        if (count >= needed)
            return store;
        store.Dispose();
        throw new InvalidOperationException(
            $"There are {count} clips, fewer than MsMclrRecipe.BatchSize ({needed}); lower it or add clips.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private EncoderDefinition Train(PretrainingData data, FitCancellation cancellation, Action<string> log, Action<string> warn)
    {
        if (_gpuDeviceId is { } gpu && _options.Communicator.Size > 1)
        {
            throw new InvalidOperationException(
                $"GpuDeviceId is {gpu}, and there are {_options.Communicator.Size} ranks: that was not run on two devices yet. "
                + "Train on one GPU without a Communicator, or leave GpuDeviceId unset here and in the MLContext.");
        }

        var device = TrainingDevice.Choose(_gpuDeviceId, _fallbackToCpu, log);
        var options = _options.ForRank();
        using var start = new RunStart(data, options, _seed, warn);
        log($"Pretraining on {data.Store.Count} clips {data.Store.Shape} on {device}, seed {start.Seed}.");
        if (_options.Precision == TrainingPrecision.TensorFloat32 && device.type == DeviceType.CPU)
            log("TensorFloat32 is for GPUs; the CPU computes in 32 bits.");
        using var products = device.type == DeviceType.CUDA ? new GpuProducts(_options.Precision) : null;
        using var scope = NewDisposeScope();
        var job = new PretrainingJob(data, options, start.Seed, device, log)
        {
            Checkpoints = start.Checkpoints,
            From = start.From,
            Warn = warn,
            Cancellation = cancellation,
        };
        using var encoder = new PretrainingRun(job).Run();
        var trained = TrainedEncoder.Describe(encoder, data.Layout, _options.Stream, _options.Recipe.ExcludeAbsentBodies);
        return trained with { Readout = _options.Recipe.Readout };
    }
}
