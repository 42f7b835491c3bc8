using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Pretraining;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;
using MsMclr.MLNet.Trainers.Pretraining.Watching;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Trainers.Training.Clips;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using static TorchSharp.torch;

namespace MsMclr.MLNet;

/// <summary>
/// Learns a skeleton encoder without labels (MsMCLR: Wu, Xu, Yuan, Tang, Meng, Wang, "Multi-scale motion contrastive learning for
/// self-supervised skeleton-based action recognition", Multimedia Systems 2024), and gives a transformer that adds its embeddings.
/// </summary>
/// <remarks>
/// <para>Input: a column of prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c> (see <c>mlContext.Transforms.Skeleton.Prepare</c>), annotated with its layout.
/// Output: <c>Vector&lt;Single, D&gt;</c>, one embedding a clip.</para>
/// <list type="table">
/// <listheader><term>Characteristic</term><description>Value</description></listheader>
/// <item><term>Machine learning task</term><description>Self-supervised representation learning; no label is read</description></item>
/// <item><term>Is normalization required?</term><description>No; the network normalizes. Prepare clips first</description></item>
/// <item><term>Is caching required?</term><description>No; <c>Fit</c> reads the view once</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>A libtorch package for training (libtorch-cpu-..., TorchSharp-cuda-...) and an ONNX Runtime for scoring</description></item>
/// <item><term>Exportable to ONNX</term><description>Yes; scoring is ONNX</description></item>
/// </list>
/// <para>Two encoders see differently augmented views of a clip. The ordinary view is told apart from a queue of other clips (InfoNCE);
/// its similarities to the queue then supervise the strong view at joint, part and body scale (D3M).</para>
/// </remarks>
public sealed partial class MsMclrTrainer : IEstimator<SkeletonEmbeddingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly Options _options;
    private readonly long _seed;
    private readonly int? _gpuDeviceId;
    private readonly bool _fallbackToCpu;
    private readonly string _tempFolder;

    internal MsMclrTrainer(MLContext context, Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Checked();
        _environment = context;
        _host = _environment.Register(nameof(MsMclrTrainer));
        _seed = options.Seed ?? _host.Rand.Next();
        _gpuDeviceId = options.GpuDeviceId ?? context.GpuDeviceId;
        _fallbackToCpu = options.FallbackToCpu ?? context.FallbackToCpu;
        _tempFolder = MLNetInternals.TempFolder(context);
    }

    /// <summary>Trains on the clips of a view, which is read once.</summary>
    /// <param name="input">A view with the input column.</param>
    /// <returns>The transformer; dispose it when done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or not <c>Vector&lt;Single, C, T, V, M&gt;</c>.</exception>
    /// <exception cref="ArgumentException">The column is not annotated with a layout and <see cref="Options.Layout"/> is not set, or the layout has another number of joints.</exception>
    /// <exception cref="InvalidOperationException">There are fewer clips than a batch or than neighbors to mine, the checkpoints are another run's, the initial encoder is for other clips or of another size, or the device is not there.</exception>
    /// <exception cref="PretrainingFailedException">The loss or a weight is not finite, or the embeddings have collapsed.</exception>
    /// <exception cref="IOException">Checkpoints, logs or the temporary file of clips can't be written.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Options.CancellationToken"/> asked for it.</exception>
    /// <exception cref="DllNotFoundException">There is no libtorch; the message names the package to add.</exception>
    public SkeletonEmbeddingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var column = ColumnErrors.Require(input.Schema, _options.InputColumnName);
        var shape = ClipStore.ShapeOf(column);
        var layout = LayoutOf(column, shape);
        CheckBatch(shape);
        _options.Initial?.Check(_options.Recipe, shape, layout, _options.Stream);
        using var channel = _host.Start("Fit");
        void Log(string message) => channel.Info(MessageSensitivity.None, "{0}", message);
        var limits = new ClipStoreLimits(_options.MaxStoreBytes, _options.CacheDirectory ?? _tempFolder, _options.HalfPrecisionStore);
        DataViewSchema.Column? label = _options.Probe is { Voters: null } own ? ProbeColumns.Label(input, own.LabelColumnName) : null;
        using var store = ClipStore.Read(input, column, limits, _options.CancellationToken, label, Log);
        if (_options.Epochs > 0 && store.Count < _options.Recipe.BatchSize)
            throw new InvalidOperationException($"There are {store.Count} clips, fewer than MsMclrRecipe.BatchSize ({_options.Recipe.BatchSize}); lower it or add clips.");
        using var probe = _options.Probe is { } watched ? ProbeColumns.Read(watched, column.Name, layout, store, input, limits, _options.CancellationToken) : null;
        TorchSharpLoader.EnsureLoaded();
        var definition = Train(store, layout, probe, Log);
        return new SkeletonEmbeddingTransformer(_environment, definition, _options.OutputColumnName, _options.InputColumnName, _gpuDeviceId, _fallbackToCpu);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var column = inputSchema.FirstOrDefault(existing => existing.Name == _options.InputColumnName);
        if (column.Name is null)
            throw ColumnErrors.NotFound(_options.InputColumnName);
        if (column.Kind != SchemaShape.Column.VectorKind.Vector || column.ItemType != NumberDataViewType.Single)
            throw ColumnErrors.Mismatch(_options.InputColumnName, "Vector<Single, C, T, V, M>", $"{column.Kind} of {column.ItemType}");
        var output = MLNetInternals.NewColumn(_options.OutputColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, null);
        return new SchemaShape(inputSchema.Where(existing => existing.Name != output.Name).Append(output));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private EncoderDefinition Train(ClipStore store, SkeletonLayout layout, NearestNeighborProbe? probe, Action<string> log)
    {
        var device = TrainingDevice.Choose(_gpuDeviceId, _fallbackToCpu, log);
        using var folder = _options.CheckpointDirectory is { } path ? new CheckpointFolder(path, _options.KeepCheckpoints, log) : null;
        var from = folder is null ? null : Checkpointing.Find(folder, store, layout, _options);
        var seed = _options.Seed ?? from?.Seed ?? _seed;
        log($"Pretraining on {store.Count} clips {store.Shape} on {device}, seed {seed}.");
        if (_options.Precision == TrainingPrecision.TensorFloat32 && device.type == TorchSharp.DeviceType.CPU)
            log("TensorFloat32 is for GPUs; the CPU computes in 32 bits.");
        using var products = device.type == TorchSharp.DeviceType.CUDA ? new GpuProducts(_options.Precision) : null;
        using var scope = NewDisposeScope();
        var run = new PretrainingRun(store, layout, _options, seed, device, log)
        {
            Checkpoints = folder is null ? null : new(folder, _options, RunIdentity.Of(store, layout, _options, seed), seed),
            From = from,
            Probe = probe,
        };
        using var encoder = run.Run();
        return TrainedEncoder.Describe(encoder, layout, _options.Stream, _options.Recipe.ExcludeAbsentBodies);
    }

    private SkeletonLayout LayoutOf(DataViewSchema.Column column, ClipShape shape)
    {
        var layout = _options.Layout ?? LayoutAnnotations.Read(column)
            ?? throw new ArgumentException($"Column '{column.Name}' is not annotated with a skeleton layout; set MsMclrTrainer.Options.Layout.");
        if (layout.JointCount != shape.Joints)
            throw new ArgumentException($"Column '{column.Name}' holds {shape.Joints} joints, but the layout {layout} has {layout.JointCount}; set MsMclrTrainer.Options.Layout to the clips' own.");
        PreparedColumn.Check(column, shape, layout); // As the encoder will: after training it would be too late.
        return layout;
    }

    private void CheckBatch(ClipShape shape)
    {
        var recipe = _options.Recipe;
        if (recipe.Attention == AttentionScope.BatchSegments && recipe.BatchSize * shape.Bodies % 8 != 0)
            throw new InvalidOperationException($"AttentionScope.BatchSegments needs BatchSize * M to be a multiple of 8; {recipe.BatchSize} * {shape.Bodies} is not. Change BatchSize, or take AttentionScope.Time.");
    }
}
