using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;
using MsMclr.MLNet.Trainers.Training.Optimization;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>Everything that a run is given. It stays as it is while the run goes on.</summary>
/// <param name="Data">What is learned from.</param>
/// <param name="Options">What was chosen.</param>
/// <param name="Seed">The seed of everything that is drawn.</param>
/// <param name="Device">Where tensors are.</param>
/// <param name="Log">Where messages go.</param>
internal sealed record PretrainingJob(PretrainingData Data, MsMclrTrainer.Options Options, long Seed, Device Device, Action<string> Log)
{
    /// <summary>Where warnings go.</summary>
    public Action<string> Warn { get; init; } = Log;

    /// <summary>Who trains.</summary>
    public Communicator Ranks => Options.Communicator;

    /// <summary>Where checkpoints go, if anywhere. Rank 0 keeps them.</summary>
    public Checkpointing? Checkpoints { get; init; }

    /// <summary>What to go on from, if anything.</summary>
    public Checkpoint? From { get; init; }

    public MsMclrRecipe Recipe => Options.Recipe;

    public int StepsPerEpoch => Data.Store.Count / Recipe.BatchSize;

    /// <summary>What may end the run early.</summary>
    public FitCancellation Cancellation { get; init; } = new(Options.CancellationToken);

    /// <summary>The learning rate of a step.</summary>
    /// <param name="epochsDone">Epochs that are over.</param>
    /// <param name="stepInEpoch">The step of the next one, from 0.</param>
    public double LearningRate(int epochsDone, int stepInEpoch)
    {
        var step = ((long)epochsDone * StepsPerEpoch) + stepInEpoch;
        return Recipe.LearningRate * LearningRateFactor.At(
            Recipe.Schedule, step, stepsPerEpoch: StepsPerEpoch, epochs: Options.Epochs, tenthAfter: Recipe.LearningRateStep);
    }
}
