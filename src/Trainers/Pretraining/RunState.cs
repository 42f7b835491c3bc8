using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;
using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Pretraining.Watching;
using MsMclr.MLNet.Trainers.Ranks;
using MsMclr.MLNet.Trainers.Training.Optimization;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>Where a run is: its position, the tensors that change, and the best encoder so far.</summary>
internal sealed class RunState
{
    private readonly PretrainingJob _job;
    private readonly MomentumContrast _contrast;
    private readonly ParameterUpdate _update;
    private readonly TrainingState _tensors;
    private readonly BestEncoder _best;

    /// <summary>The beginning of a run, or the checkpoint that it goes on from.</summary>
    public RunState(PretrainingJob job, MomentumContrast contrast, ParameterUpdate update)
    {
        _job = job;
        _contrast = contrast;
        _update = update;
        _tensors = new(contrast, update);
        _best = new(job.Options.Probe?.Patience ?? 0, job.Data.Probe?.Identity ?? 0);
        if (job.From is not { } checkpoint)
            return;
        if (checkpoint.Position.StepsInEpoch > job.StepsPerEpoch)
        {
            throw new InvalidOperationException(
                $"The checkpoint {checkpoint.Path} says that {checkpoint.Position.StepsInEpoch} steps of an epoch are done, which has "
                + $"{job.StepsPerEpoch}; begin anew in another CheckpointDirectory.");
        }

        Position = _best.Begin(checkpoint.Position, _tensors.Restore(checkpoint));
    }

    public TrainingPosition Position { get; private set; } = new();

    /// <summary>Whether a cancellation has ended the run, which all ranks agree on.</summary>
    public bool IsCanceled { get; private set; }

    /// <summary>The epoch that is being trained, from 1.</summary>
    public int Epoch => Position.EpochsDone + 1;

    /// <summary>Whether probes have stopped getting better.</summary>
    public bool EndsEarly => _best.IsOver(Position);

    public bool IsOver => EndsEarly || Position.EpochsDone >= _job.Options.Epochs;

    private EncoderState Encoder => _contrast.Query.State;

    /// <summary>Takes note of a step that is done.</summary>
    public void EndStep()
    {
        Position = Position with
        {
            StepsInEpoch = Position.StepsInEpoch + 1,
            Steps = _update.Steps,
            QueuePointer = _contrast.Queue.Pointer,
        };
        if (_job.Ranks.Size > 1)
            _job.Ranks.Step = Position.Steps;
    }

    /// <summary>Takes note of the sums of this epoch's losses so far.</summary>
    public void TakeLosses(float total, float contrast) => Position = Position with { LossSum = total, ContrastSum = contrast };

    /// <summary>Takes note of a probe of this epoch's encoder.</summary>
    public void TakeProbe(double accuracy) => Position = _best.After(accuracy, Epoch, Position, Encoder);

    /// <summary>Takes note of an epoch that is done.</summary>
    public void EndEpoch() => Position = Position with { EpochsDone = Epoch, StepsInEpoch = 0, LossSum = 0, ContrastSum = 0 };

    /// <summary>Ends the run because it was canceled, here or on another rank.</summary>
    public void Cancel()
    {
        IsCanceled = true;
        if (_job.Ranks.Size > 1)
            throw new RanksCanceledException(_job.Cancellation.Token);
        _job.Cancellation.ThrowIfRequested();
    }

    /// <summary>Writes a checkpoint, where there is a place for it. All ranks wait for rank 0, which writes.</summary>
    /// <returns>Whether every value was finite.</returns>
    public bool Save()
    {
        var isFinite = _job.Checkpoints?.Write(_tensors, Position, _best.Values) ?? true;
        return !_job.Ranks.Any(!isFinite, "whether the checkpoint is written");
    }

    /// <summary>Goes back to the best encoder, if one was kept.</summary>
    public void TakeBestEncoder() => _best.CopyTo(Encoder);
}
