using MsMclr.MLNet.Trainers.Networks.Parameters;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Training.Optimization;

/// <summary>Updates trained tensors, of an encoder or a head, from their gradients. Owns the memory it needs between steps.</summary>
internal abstract class ParameterUpdate : IDisposable
{
    private readonly Dictionary<string, Tensor> _memory = [];

    protected ParameterUpdate(ITrainedTensors state, params string[] slots)
    {
        State = state;
        using var grad = no_grad();
        foreach (var name in state.Parameters)
        {
            foreach (var slot in slots)
                _memory[$"{slot}.{name}"] = zeros_like(state[name]).DetachFromDisposeScope();
        }
    }

    /// <summary>The update that an option names; SGD with the paper's momentum.</summary>
    public static ParameterUpdate Of(TrainingOptimizer optimizer, ITrainedTensors tensors, double weightDecay)
        => optimizer == TrainingOptimizer.Sgd ? new StochasticGradientDescent(tensors, 0.9, weightDecay) : new AdamW(tensors, weightDecay);

    public ITrainedTensors State { get; }

    /// <summary>Steps taken.</summary>
    public long Steps { get; set; }

    /// <summary>What is remembered from step to step, as <c>slot.name</c>.</summary>
    public IReadOnlyDictionary<string, Tensor> Memories => _memory;

    /// <summary>Updates every tensor that has a gradient, then forgets the gradients.</summary>
    public void Step(double learningRate)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        Steps++;
        UpdateAll(learningRate);
        foreach (var (_, _, gradient) in Gradients())
            gradient.zero_();
    }

    public void Dispose()
    {
        foreach (var tensor in _memory.Values)
            tensor.Dispose();
        _memory.Clear();
    }

    protected Tensor Memory(string slot, string name) => _memory[$"{slot}.{name}"];

    /// <summary>The tensors that have a gradient, with it.</summary>
    protected IEnumerable<(string Name, Tensor Parameter, Tensor Gradient)> Gradients()
    {
        foreach (var name in State.Parameters)
        {
            if (State[name].grad is { } gradient)
                yield return (name, State[name], gradient);
        }
    }

    /// <summary>Updates every tensor of <see cref="Gradients"/>.</summary>
    protected abstract void UpdateAll(double learningRate);
}
