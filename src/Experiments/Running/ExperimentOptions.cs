namespace MsMclr.MLNet.Examples;

/// <summary>What to run, and what the results call it.</summary>
public sealed record ExperimentOptions
{
    public required string Title { get; init; }

    public required string Dataset { get; init; }

    public required string Split { get; init; }

    public required string RecipeName { get; init; }

    public required MsMclrRecipe Recipe { get; init; }

    public required int Epochs { get; init; }

    /// <summary>In how many bits a step keeps the values between layers.</summary>
    public TrainingPrecision Precision { get; init; }

    /// <summary>T, the frames that every clip is resampled to.</summary>
    public required int Frames { get; init; }

    /// <summary>Where the origin is put: the first frame's center keeps how a body moves through the room.</summary>
    public ClipCentering Centering { get; init; } = ClipCentering.FirstFrame;

    /// <summary>How clips are turned: one rotation a clip keeps how a body turns.</summary>
    public ClipTurning Turning { get; init; } = ClipTurning.FirstFrame;

    public SkeletonPreparationEstimator.Options Preparation => new() { Frames = Frames, Centering = Centering, Turning = Turning };

    /// <summary>One encoder each; the embeddings of several are put end to end.</summary>
    public IReadOnlyList<SkeletonStream> Streams { get; init; } = [SkeletonStream.Joint];

    /// <summary>An encoder to judge as it is, instead of pretraining one; null: one is pretrained.</summary>
    public string? EncoderFile { get; init; }

    /// <summary>How the linear head is fitted.</summary>
    public LinearEvaluationMethod LinearHead { get; init; }

    /// <summary>Whether the SGD head is judged at its best moment on test clips, as the authors report it.</summary>
    public bool BestTestEpoch { get; init; }

    /// <summary>Shares of the training labels, 1 for all, to fine-tune the encoder with; empty: it is not fine-tuned. One stream only.</summary>
    public IReadOnlyList<double> FineTuning { get; init; } = [];

    public required int Seed { get; init; }

    /// <summary>How many runs, of <see cref="Seed"/> and the seeds that follow it; all on the same clips.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>These options for each seed. The files of the first go to <see cref="Folder"/>, those of another to <c>seed-2</c> and so on in it.</summary>
    public IEnumerable<ExperimentOptions> EachSeed => Enumerable.Range(Seed, Seeds)
        .Select(seed => this with { Seed = seed, Folder = seed == Seed ? Folder : Path.Combine(Folder, $"seed-{seed}") });

    /// <summary>The command that repeats the run.</summary>
    public required string Command { get; init; }

    /// <summary>Where <c>action.zip</c>, <c>encoder.onnx</c>, <c>embeddings.idv</c>, <c>report.html</c> and <c>results.json</c> go.</summary>
    public required string Folder { get; init; }

    /// <summary>What to do with the checkpoints in <see cref="Folder"/>; null: none are written.</summary>
    public CheckpointResume? Resume { get; init; }

    public CancellationToken CancellationToken { get; init; }

    /// <summary>Where a stream's checkpoints and logs go; null: nowhere.</summary>
    public string? CheckpointFolder(SkeletonStream stream) => Resume is null ? null : Path.Combine(Folder, "checkpoints", stream.ToString().ToLowerInvariant());

    public string StreamName => Streams.Count == 1 ? Streams[0].ToString().ToLowerInvariant() : "all";
}
