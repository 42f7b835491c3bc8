namespace MsMclr.MLNet;

/// <summary>Specifies what an <see cref="Experiment"/> runs, and what its results call it.</summary>
public sealed record ExperimentOptions
{
    /// <summary>Gets the report's title.</summary>
    /// <value>Default <c>Experiment</c>.</value>
    public string Title { get; init; } = "Experiment";

    /// <summary>Gets what the results call the recordings.</summary>
    /// <value>Default <c>recordings</c>.</value>
    public string Dataset { get; init; } = "recordings";

    /// <summary>Gets what the results call the way in which clips are divided.</summary>
    /// <value>Default <c>training and test clips</c>.</value>
    public string Split { get; init; } = "training and test clips";

    /// <summary>Gets what the results call <see cref="Recipe"/>.</summary>
    /// <value>Default <c>default</c>.</value>
    public string RecipeName { get; init; } = "default";

    /// <summary>Gets the numbers of pretraining, and the encoder's size.</summary>
    /// <value>Default <c>new MsMclrRecipe()</c>.</value>
    public MsMclrRecipe Recipe { get; init; } = new();

    /// <summary>Gets the passes over the training clips.</summary>
    /// <value>Default 100.</value>
    public int Epochs { get; init; } = 100;

    /// <summary>Gets in how many bits a step keeps the values between layers.</summary>
    /// <value>Default <see cref="TrainingPrecision.Full"/>.</value>
    public TrainingPrecision Precision { get; init; }

    /// <summary>Gets T, the frames that every clip is resampled to.</summary>
    /// <value>Default 50.</value>
    public int Frames { get; init; } = 50;

    /// <summary>Gets which of a recording's frames are used.</summary>
    /// <value>Default <see cref="ClipLengthRule.LastNonEmpty"/>.</value>
    public ClipLengthRule Length { get; init; } = ClipLengthRule.LastNonEmpty;

    /// <summary>Gets where the origin is put. The first frame's center keeps how a body moves through the room.</summary>
    /// <value>Default <see cref="ClipCentering.FirstFrame"/>.</value>
    public ClipCentering Centering { get; init; } = ClipCentering.FirstFrame;

    /// <summary>Gets how clips are turned. One rotation a clip keeps how a body turns.</summary>
    /// <value>Default <see cref="ClipTurning.FirstFrame"/>.</value>
    public ClipTurning Turning { get; init; } = ClipTurning.FirstFrame;

    /// <summary>Gets what coordinates are divided by.</summary>
    /// <value>Default <see cref="ClipScale.None"/>.</value>
    public ClipScale Scale { get; init; } = ClipScale.None;

    /// <summary>Gets what becomes of joints that were not found.</summary>
    /// <value>Default <see cref="MissingJoints.Interpolate"/>.</value>
    public MissingJoints MissingJoints { get; init; } = MissingJoints.Interpolate;

    /// <summary>Gets the streams, an encoder each. The embeddings of several are put end to end.</summary>
    /// <value>Default <see cref="SkeletonStream.Joint"/>.</value>
    public IReadOnlyList<SkeletonStream> Streams { get; init; } = [SkeletonStream.Joint];

    /// <summary>Gets the file of an encoder that is judged as it is, read out as <see cref="Recipe"/> says.</summary>
    /// <value>Default null: one is pretrained.</value>
    public string? EncoderFile { get; init; }

    /// <summary>Gets how the linear head is fitted.</summary>
    /// <value>
    /// Default <see cref="LinearEvaluationMethod.Ridge"/>, the head of few labels and of random convolutions too.
    /// </value>
    public LinearEvaluationMethod LinearHead { get; init; } = LinearEvaluationMethod.Ridge;

    /// <summary>
    /// Gets whether the SGD head is judged at its best epoch on test clips, as the authors report it, which flatters.
    /// </summary>
    /// <value>Default false.</value>
    public bool BestTestEpoch { get; init; }

    /// <summary>
    /// Gets how many random convolutions are judged beside the encoder, by a ridge head. They need no training. 0 leaves them out.
    /// </summary>
    /// <value>
    /// Default null: 9,996, or 1,932 where there are more than 2,000 training clips. The time of a ridge head grows with the cube of
    /// the clips or of the features, whichever are fewer.
    /// </value>
    public int? RandomConvolutions { get; init; }

    /// <summary>
    /// Gets how many labels a class ridge heads learn from, besides all of them. A class that has fewer gives all. Empty leaves that out.
    /// </summary>
    /// <value>Default <c>1</c>, <c>3</c> and <c>10</c>.</value>
    public IReadOnlyList<int> FewLabels { get; init; } = [1, 3, 10];

    /// <summary>Gets the shares of the training labels, 1 for all, to fine-tune the encoder with. One stream only.</summary>
    /// <value>Default empty: it is not fine-tuned.</value>
    public IReadOnlyList<double> FineTuning { get; init; } = [];

    /// <summary>
    /// Gets whether the same network is trained with all training labels from random weights, as the ceiling of what pretraining can
    /// reach. One stream only.
    /// </summary>
    /// <value>Default false.</value>
    public bool Ceiling { get; init; }

    /// <summary>Gets the passes over the training clips for <see cref="Ceiling"/>.</summary>
    /// <value>Default 100.</value>
    public int CeilingEpochs { get; init; } = 100;

    /// <summary>
    /// Gets whether <see cref="EmbeddingProbes"/> ask coordinates, untrained and trained encoder about side and direction of time.
    /// </summary>
    /// <value>Default false.</value>
    public bool Probes { get; init; }

    /// <summary>Gets the actions that are each other's mirror image, for <see cref="Probes"/>.</summary>
    /// <value>Default empty: those whose names differ by nothing but the words left and right.</value>
    public IReadOnlyList<MirroredActions> MirroredActions { get; init; } = [];

    /// <summary>Gets what weights, augmentation and draws of clips come from.</summary>
    /// <value>Default null: a number that the <c>MLContext</c> draws.</value>
    public int? Seed { get; init; }

    /// <summary>Gets how many runs there are, of <see cref="Seed"/> and the seeds that follow it, all on the same clips.</summary>
    /// <value>Default 1.</value>
    public int Seeds { get; init; } = 1;

    /// <summary>Gets the command that repeats the run, for the report.</summary>
    /// <value>Default empty.</value>
    public string Command { get; init; } = "";

    /// <summary>Gets where <c>action.zip</c>, <c>encoder.onnx</c>, <c>embeddings.idv</c> and the report go.</summary>
    /// <value>Default <c>artifacts/experiment</c>.</value>
    public string Folder { get; init; } = "artifacts/experiment";

    /// <summary>Gets what is done with the checkpoints in <see cref="Folder"/>.</summary>
    /// <value>Default null: none are written.</value>
    public CheckpointResume? Resume { get; init; }

    /// <summary>Gets what stops the run.</summary>
    /// <value>Default <see cref="CancellationToken.None"/>.</value>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>What the results call the streams: <c>joint</c>, <c>bone</c>, <c>motion</c> or <c>all</c>.</summary>
    internal string StreamName => Streams.Count == 1 ? Streams[0].ToString().ToLowerInvariant() : "all";

    /// <summary>The preparation of clips that these options ask for.</summary>
    internal SkeletonPreparationEstimator.Options Preparation => new()
    {
        Frames = Frames,
        Length = Length,
        Centering = Centering,
        Turning = Turning,
        Scale = Scale,
        MissingJoints = MissingJoints,
    };

    /// <summary>Where a file of the results lies.</summary>
    internal string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>Where a stream's checkpoints and logs go; null: nowhere.</summary>
    internal string? CheckpointFolder(SkeletonStream stream)
        => Resume is null ? null : Path.Combine(Folder, "checkpoints", stream.ToString().ToLowerInvariant());

    /// <summary>
    /// These options for each seed. The files of the first go to <see cref="Folder"/>, those of another to <c>seed-2</c> and so on in it.
    /// </summary>
    internal IEnumerable<ExperimentOptions> ForEachSeed(int first)
    {
        yield return this with { Seed = first };
        for (var seed = first + 1; seed < first + Seeds; seed++)
            yield return this with { Seed = seed, Folder = Path.Combine(Folder, $"seed-{seed}") };
    }
}
