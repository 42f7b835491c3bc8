using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training.Optimization;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>The tensors that change from step to step: both encoders, the queue and the optimizer's memory.</summary>
internal sealed class TrainingState(MomentumContrast contrast, ParameterUpdate update)
{
    /// <summary>The name of the queue, <c>[P, K]</c>.</summary>
    public const string Queue = "queue";

    /// <summary>A copy of all of them, and of the best encoder so far.</summary>
    /// <returns>Null where a value is not finite: a state that nobody should go on from.</returns>
    public Dictionary<string, CheckpointTensor>? Capture(IReadOnlyDictionary<string, float[]>? best)
    {
        using var scope = NewDisposeScope();
        var captured = new Dictionary<string, CheckpointTensor>();
        foreach (var (name, tensor) in Tensors())
        {
            var values = TensorValues.ToArray(tensor);
            if (values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
                return null;
            captured.Add(name, new(tensor.shape, values));
        }

        foreach (var (name, values) in best ?? new Dictionary<string, float[]>())
            captured.Add(BestName(name), new(contrast.Query.State[name].shape, values));
        return captured;
    }

    /// <summary>Takes over a checkpoint; gives the best encoder, if there is one.</summary>
    /// <exception cref="InvalidOperationException">A tensor is missing or of another shape.</exception>
    public Dictionary<string, float[]>? Restore(Checkpoint checkpoint)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        foreach (var (name, target) in Tensors())
        {
            using var values = tensor(Require(checkpoint, name, target.shape), target.shape);
            target.copy_(values);
        }

        if (checkpoint.Position.QueuePointer >= contrast.Queue.Keys.shape[1])
        {
            throw new InvalidOperationException(
                $"The checkpoint {checkpoint.Path} points outside its queue; begin anew in another CheckpointDirectory.");
        }

        contrast.Queue.Pointer = checkpoint.Position.QueuePointer;
        update.Steps = checkpoint.Position.Steps;
        return BestOf(checkpoint);
    }

    private static string BestName(string name) => $"best.{name}";

    private static float[] Require(Checkpoint checkpoint, string name, long[] shape)
    {
        if (checkpoint.Tensors.TryGetValue(name, out var tensor) && tensor.Shape.AsSpan().SequenceEqual(shape))
            return tensor.Values;
        var there = tensor is null ? "not in the checkpoint" : $"[{string.Join(", ", tensor.Shape)}] in the checkpoint";
        throw new InvalidOperationException(
            $"The checkpoint {checkpoint.Path} does not fit: {name} is [{string.Join(", ", shape)}] in this run and {there}. "
            + "Set the recipe that it was written with, or begin anew in another CheckpointDirectory.");
    }

    private Dictionary<string, float[]>? BestOf(Checkpoint checkpoint)
    {
        var state = contrast.Query.State;
        if (!checkpoint.Tensors.ContainsKey(BestName(state.Names.First())))
            return null;
        return state.Names.ToDictionary(name => name, name => Require(checkpoint, BestName(name), state[name].shape));
    }

    private IEnumerable<(string Name, Tensor Tensor)> Tensors()
    {
        foreach (var name in contrast.Query.State.Names)
            yield return ($"encoder_q.{name}", contrast.Query.State[name]);
        foreach (var name in contrast.Key.State.Names)
            yield return ($"encoder_k.{name}", contrast.Key.State[name]);
        yield return (Queue, contrast.Queue.Keys);
        foreach (var (name, tensor) in update.Memories)
            yield return ($"optimizer.{name}", tensor);
    }
}
