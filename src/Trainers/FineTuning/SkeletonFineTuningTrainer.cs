using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Saving;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.FineTuning;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Files;
using MsMclr.MLNet.Transforms.Encoders.Scoring;

namespace MsMclr.MLNet;

/// <summary>Trains a pretrained skeleton encoder further, with labels, and a linear classifier on top of it.</summary>
/// <remarks>
/// <para>Input: a label <c>Key&lt;UInt32&gt;</c> and prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c>, as the encoder was
/// pretrained on. Output: <c>Score</c> (<c>Vector&lt;Single, classes&gt;</c>, probabilities) and <c>PredictedLabel</c> (a key with the
/// label's key values), as <c>mlContext.MulticlassClassification.Evaluate</c> reads them.</para>
/// <list type="table">
/// <listheader><term>Characteristic</term><description>Value</description></listheader>
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Is normalization required?</term><description>No; the network normalizes. Prepare clips first</description></item>
/// <item><term>Is caching required?</term><description>No; <c>Fit</c> reads the view once</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>A libtorch package for training (libtorch-cpu-...,
/// TorchSharp-cuda-...) and an ONNX Runtime for scoring</description></item>
/// <item><term>Exportable to ONNX</term><description>Yes; scoring is ONNX</description></item>
/// </list>
/// <para>Cross entropy of a linear layer on the mean of the last block (<see cref="SkeletonReadout.Global"/>, whatever the encoder's
/// read-out is). All layers learn, or the head alone (linear evaluation); with all labels, or
/// 1 % or 10 % of them (the semi-supervised protocol of AimCLR and CrosSCLR). Rows without a label are ignored.</para>
/// </remarks>
public sealed partial class SkeletonFineTuningTrainer : IEstimator<SkeletonFineTuningTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly Options _options;
    private readonly EncoderDefinition _encoder;
    private readonly int _seed;
    private readonly int? _gpuDeviceId;
    private readonly bool _fallbackToCpu;

    private FitCancellation Cancellation => new(_options.CancellationToken, _host);

    internal SkeletonFineTuningTrainer(IHostEnvironment environment, Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Checked();
        var start = options.Encoder?.Encoder ?? EncoderFile.Read(options.EncoderFile!);

        // The head learns on the mean.
        _encoder = start.Unwhitened() with { Readout = SkeletonReadout.Global };
        _environment = environment;
        _host = environment.Register(nameof(SkeletonFineTuningTrainer));
        _seed = options.Seed ?? _host.Rand.Next();
        var (gpuDeviceId, fallbackToCpu) = MLNetInternals.Device(environment);
        _gpuDeviceId = options.GpuDeviceId ?? gpuDeviceId;
        _fallbackToCpu = options.FallbackToCpu ?? fallbackToCpu;
    }

    /// <summary>Trains on the labeled clips of a view, which is read once.</summary>
    /// <param name="input">A view with the label and the clips.</param>
    /// <returns>The transformer that predicts; dispose it when done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, of another type, or holds clips of another shape or layout than
    /// the encoder's.</exception>
    /// <exception cref="ArgumentException">The validation set has other key values than the input.</exception>
    /// <exception cref="FormatException">A coordinate is not finite.</exception>
    /// <exception cref="InvalidOperationException">There is no labeled clip, the label has fewer than two key values, no clip is left for
    /// training or validation, the loss became infinite, the device is not there, or there is no ONNX Runtime for scoring.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Options.CancellationToken"/> asked for it, or the context was canceled.
    /// </exception>
    /// <exception cref="DllNotFoundException">There is no libtorch; the message names the package to add.</exception>
    public SkeletonFineTuningTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ScoringDevice.Require(); // Before clips are read and hours are spent.
        using var channel = _host.Start("Fit");
        void Log(string message) => channel.Info(MessageSensitivity.None, "{0}", message);
        using var clips = Read(input, Log);
        var (train, validation) = Split(clips, Log);
        using var held = validation?.Clips; // Disposing twice, where it is the same store, does no harm.
        TorchSharpLoader.EnsureLoaded();
        var tuned = Train(train, validation, Log);
        var label = input.Schema[_options.LabelColumnName];
        return new SkeletonFineTuningTransformer(_environment, tuned, label, _options.InputColumnName, _gpuDeviceId, _fallbackToCpu);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var columns = new LabeledColumns(_options.LabelColumnName, _options.InputColumnName);
        return ClassifierShape.Of(_environment, inputSchema, columns, PreparedColumn.TypeOf(_encoder.Shape).ToString());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private EncoderDefinition Train(LabeledSelection train, LabeledSelection? validation, Action<string> log)
    {
        var device = TrainingDevice.Choose(_gpuDeviceId, _fallbackToCpu, log);
        var layers = _options.Layers == FineTunedLayers.Head ? "a head" : "all layers";
        var held = validation is null ? "" : $", {validation.Count} for validation";
        log($"Fine-tuning {layers} on {train.Count} clips{held} on {device}, seed {_seed}.");
        return new FineTuningRun(train, validation, _encoder, _options, _seed, device, log)
        {
            Cancellation = Cancellation,
        }.Run();
    }

    private FineTuningClips Read(IDataView view, Action<string> log)
        => FineTuningClips.Read(view, _encoder, _options, MLNetInternals.TempFolder(_environment), log, Cancellation);

    private (LabeledSelection Train, LabeledSelection? Validation) Split(FineTuningClips clips, Action<string> log)
    {
        var rows = LabelDraw.Share(clips.Labels, _options.LabelFraction, _options.KeepEveryClass, _seed);
        if (rows.Length == 0)
        {
            throw new InvalidOperationException(
                $"LabelFraction {_options.LabelFraction} leaves none of {clips.Labels.Count} labeled clips; raise it, or set "
                + "KeepEveryClass.");
        }

        if (_options.ValidationSet is { } view)
            return (new(clips, rows), ReadValidation(view, clips, log));
        if (_options.ValidationFraction == 0)
            return (new(clips, rows), null);
        var (kept, aside) = LabelDraw.SetAside(rows, clips.Labels, _options.ValidationFraction, _seed);
        if (aside.Length == 0)
        {
            throw new InvalidOperationException(
                $"ValidationFraction {_options.ValidationFraction} of {rows.Length} labeled clips sets none aside; raise it, or give a "
                + "ValidationSet.");
        }

        return (new(clips, kept), new(clips, aside));
    }

    private LabeledSelection ReadValidation(IDataView view, FineTuningClips training, Action<string> log)
    {
        var held = Read(view, log);
        if (held.ClassNames.SequenceEqual(training.ClassNames))
            return new(held, [.. Enumerable.Range(0, held.Labels.Count)]);
        held.Dispose();
        throw new ArgumentException(
            $"The key values of '{_options.LabelColumnName}' differ between the input and Options.ValidationSet; map both with the same "
            + "MapValueToKey transformer, or load both with the same format.");
    }
}
