namespace MsMclr.MLNet;

/// <summary>Specifies what an <see cref="Experiment"/> runs, and what its results call it.</summary>
public sealed record ExperimentOptions
{
    /// <summary>Gets the report's title. Default: <c>Experiment</c>.</summary>
    public string Title { get; init; } = "Experiment";

    /// <summary>Gets what the results call the recordings. Default: <c>recordings</c>.</summary>
    public string Dataset { get; init; } = "recordings";

    /// <summary>Gets what the results call the way in which clips are divided. Default: <c>training and test clips</c>.</summary>
    public string Split { get; init; } = "training and test clips";

    /// <summary>Gets what the results call <see cref="Recipe"/>. Default: <c>default</c>.</summary>
    public string RecipeName { get; init; } = "default";

    /// <summary>Gets the numbers of pretraining, and the encoder's size. Default: the recommended recipe.</summary>
    public MsMclrRecipe Recipe { get; init; } = MsMclrRecipe.Default;

    /// <summary>Gets the passes over the training clips. Default: 100.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Gets in how many bits a step keeps the values between layers. Default: <see cref="TrainingPrecision.Full"/>.</summary>
    public TrainingPrecision Precision { get; init; }

    /// <summary>Gets T, the frames that every clip is resampled to. Default: 50.</summary>
    public int Frames { get; init; } = 50;

    /// <summary>Gets which of a recording's frames are used. Default: <see cref="ClipLengthRule.LastNonEmpty"/>.</summary>
    public ClipLengthRule Length { get; init; } = ClipLengthRule.LastNonEmpty;

    /// <summary>
    /// Gets where the origin is put; the first frame's center keeps how a body moves through the room. Default:
    /// <see cref="ClipCentering.FirstFrame"/>.
    /// </summary>
    public ClipCentering Centering { get; init; } = ClipCentering.FirstFrame;

    /// <summary>
    /// Gets how clips are turned; one rotation a clip keeps how a body turns. Default: <see cref="ClipTurning.FirstFrame"/>.
    /// </summary>
    public ClipTurning Turning { get; init; } = ClipTurning.FirstFrame;

    /// <summary>Gets the preparation of clips that these options ask for.</summary>
    public SkeletonPreparationEstimator.Options Preparation
        => new() { Frames = Frames, Length = Length, Centering = Centering, Turning = Turning };

    /// <summary>Gets the streams, an encoder each; the embeddings of several are put end to end. Default: joints.</summary>
    public IReadOnlyList<SkeletonStream> Streams { get; init; } = [SkeletonStream.Joint];

    /// <summary>Gets the file of an encoder that is judged as it is; null, the default: one is pretrained.</summary>
    public string? EncoderFile { get; init; }

    /// <summary>Gets how the linear head is fitted. Default: <see cref="LinearEvaluationMethod.Lbfgs"/>, to the optimum.</summary>
    public LinearEvaluationMethod LinearHead { get; init; }

    /// <summary>
    /// Gets whether the SGD head is judged at its best epoch on test clips, as the authors report it, which flatters. Default: false.
    /// </summary>
    public bool BestTestEpoch { get; init; }

    /// <summary>
    /// Gets the shares of the training labels, 1 for all, to fine-tune the encoder with. One stream only. Default: none, it is not
    /// fine-tuned.
    /// </summary>
    public IReadOnlyList<double> FineTuning { get; init; } = [];

    /// <summary>Gets what weights and augmentation are drawn from. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Gets how many runs there are, of <see cref="Seed"/> and the seeds that follow it, all on the same clips. Default: 1.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>
    /// Gets these options for each seed. The files of the first go to <see cref="Folder"/>, those of another to <c>seed-2</c> and so on
    /// in it.
    /// </summary>
    internal IEnumerable<ExperimentOptions> EachSeed => Enumerable.Range(Seed, Seeds)
        .Select(seed => this with { Seed = seed, Folder = seed == Seed ? Folder : Path.Combine(Folder, $"seed-{seed}") });

    /// <summary>Gets the command that repeats the run, for the report. Default: empty.</summary>
    public string Command { get; init; } = "";

    /// <summary>
    /// Gets where <c>action.zip</c>, <c>encoder.onnx</c>, <c>embeddings.idv</c>, <c>report.html</c> and <c>results.json</c> go.
    /// Default: <c>artifacts/experiment</c>.
    /// </summary>
    public string Folder { get; init; } = Path.Combine("artifacts", "experiment");

    /// <summary>Gets what is done with the checkpoints in <see cref="Folder"/>; null, the default: none are written.</summary>
    public CheckpointResume? Resume { get; init; }

    /// <summary>Gets what stops the run. Default: nothing does.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Where a stream's checkpoints and logs go; null: nowhere.</summary>
    internal string? CheckpointFolder(SkeletonStream stream) => Resume is null ? null : Path.Combine(Folder, "checkpoints", stream.ToString().ToLowerInvariant());

    /// <summary>Gets what the results call the streams: <c>joint</c>, <c>bone</c>, <c>motion</c> or <c>all</c>.</summary>
    public string StreamName => Streams.Count == 1 ? Streams[0].ToString().ToLowerInvariant() : "all";
}
