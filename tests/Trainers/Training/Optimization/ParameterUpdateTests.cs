using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training.Optimization;
using TorchSharp.Modules;
using static TorchSharp.torch;
using AdamW = MsMclr.MLNet.Trainers.Training.Optimization.AdamW;

namespace MsMclr.MLNet.Tests;

/// <summary>Our updates against libtorch's own optimizers, over several steps and every parameter.</summary>
public class ParameterUpdateTests
{
    [Test]
    public void Sgd_follows_pytorchs_sgd()
        => AssertFollows(
            state => new StochasticGradientDescent(state, 0.9, 1e-2),
            parameters => optim.SGD(parameters, 0.05, momentum: 0.9, weight_decay: 1e-2));

    [Test]
    public void AdamW_follows_pytorchs_adamw()
        => AssertFollows(state => new AdamW(state, 1e-2), parameters => optim.AdamW(parameters, 0.05, weight_decay: 1e-2));

    private static void AssertFollows(Func<EncoderState, ParameterUpdate> ours, Func<IEnumerable<Parameter>, optim.Optimizer> theirs)
    {
        using var state = new EncoderState(GoldenEncoder.SmallArchitecture, 3, CPU, trainable: true);
        using var update = ours(state);
        using var scope = NewDisposeScope();
        var names = state.Parameters.ToArray();
        var parameters = names.Select(name => new Parameter(state[name].detach().clone())).ToArray();
        using var optimizer = theirs(parameters);
        using var generator = new Generator(5, CPU);
        for (var step = 0; step < 4; step++)
        {
            for (var i = 0; i < names.Length; i++)
            {
                var gradient = randn(state[names[i]].shape, generator: generator);
                parameters[i].grad = gradient.clone();
                state[names[i]].grad = gradient.clone();
            }

            optimizer.step();
            update.Step(0.05);
        }

        for (var i = 0; i < names.Length; i++)
            GoldenData.AssertClose(TensorValues.ToArray(parameters[i]), state.Get(names[i]), 1e-6, 1e-5, names[i]);
    }
}
