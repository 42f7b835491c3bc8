using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;
using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Pretraining.Watching;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>Looks whether going on makes sense. Where it does not, it says what happened and what to change.</summary>
internal sealed class RunHealth(PretrainingJob job)
{
    private const double LowTemperature = 0.05;

    /// <summary>Looks at the newest keys. Done before every checkpoint, so that the last good state is good.</summary>
    /// <exception cref="PretrainingFailedException">A key is not finite, or all are one point.</exception>
    public EmbeddingHealth CheckKeys(KeyQueue queue, TrainingPosition position)
    {
        var health = EmbeddingHealth.Of(queue, job.Recipe.BatchSize);
        if (!health.IsFinite)
            throw Failed("A key is not finite", position);
        if (health.IsCollapsed && job.Options.StopOnCollapse)
            throw Failed(FormattableString.Invariant($"All clips have come to share one key (spread {health.Spread:g2})"), position);
        return health;
    }

    /// <exception cref="PretrainingFailedException">The loss is not finite.</exception>
    public void CheckLoss(float loss, TrainingPosition position)
    {
        if (!float.IsFinite(loss))
            throw Failed(FormattableString.Invariant($"The loss is {loss}"), position);
    }

    /// <exception cref="PretrainingFailedException">A weight is not finite.</exception>
    public void CheckWeights(bool areFinite, TrainingPosition position)
    {
        if (!areFinite)
            throw Failed("A weight is not finite", position);
    }

    private PretrainingFailedException Failed(string what, TrainingPosition position)
    {
        var when = $"{what} after epoch {position.EpochsDone} and {position.StepsInEpoch} steps.";
        return new($"{when} {Remedy()} {LastGoodState()}", job.Checkpoints?.Newest);
    }

    private string Remedy()
    {
        var remedy = FormattableString.Invariant($"Lower MsMclrRecipe.LearningRate ({job.Recipe.LearningRate})");
        if (job.Recipe.Temperature >= LowTemperature)
            return $"{remedy}.";
        return FormattableString.Invariant($"{remedy} or raise Temperature ({job.Recipe.Temperature}).");
    }

    private string LastGoodState()
    {
        if (job.Checkpoints?.Newest is not { } file)
            return "Set MsMclrTrainer.Options.CheckpointDirectory to keep the last good state another time.";
        return $"The last good state is {file}; Options.Resume = CheckpointResume.WithChanges goes on from it with the new number.";
    }
}
