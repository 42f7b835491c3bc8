namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>A run at one moment, as plain data: enough to go on exactly.</summary>
/// <param name="Identity">What the run computes.</param>
/// <param name="Seed">The seed of everything that is drawn.</param>
/// <param name="Position">Where the run is.</param>
/// <param name="Tensors">The tensors that change from step to step, by name.</param>
internal sealed record Checkpoint(
    RunIdentity Identity, long Seed, TrainingPosition Position, IReadOnlyDictionary<string, CheckpointTensor> Tensors)
{
    /// <summary>The file that it was read from.</summary>
    public string? Path { get; init; }
}

/// <summary>A tensor's values, row-major.</summary>
internal sealed record CheckpointTensor(long[] Shape, float[] Values);
