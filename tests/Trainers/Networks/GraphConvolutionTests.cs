using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class GraphConvolutionTests
{
    [TestCase(3, 4, 7, 25)]
    [TestCase(4, 16, 5, 20)]
    [TestCase(16, 5, 3, 17)]
    public void Neighbors_first_gives_values_and_gradients_of_convolution_first(int inputs, int outputs, int frames, int joints)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7, CPU);
        Tensor Random(params long[] shape) => randn(shape, generator: generator);
        var leaves = new[] { Random(6, inputs, frames, joints), Random(3 * outputs, inputs, 1, 1), Random(3 * outputs), Random(3, joints, joints) };
        var seen = new List<float[]>();
        var upstream = Random(6, outputs, frames, joints);
        foreach (var form in new Func<Tensor, Tensor, Tensor, Tensor, Tensor>[] { GraphConvolution.ConvolutionFirst, GraphConvolution.NeighborsFirst })
        {
            var parameters = leaves.Select(leaf => leaf.clone().requires_grad_()).ToArray();
            var y = form(parameters[0], parameters[1], parameters[2], parameters[3]);
            (y * upstream).sum().backward();
            seen.AddRange([TensorValues.ToArray(y), .. parameters.Select(parameter => TensorValues.ToArray(parameter.grad!))]);
        }

        for (var i = 0; i < 5; i++)
            GoldenData.AssertClose(seen[i], seen[i + 5], 1e-5 * seen[i].Max(Math.Abs), 0, $"quantity {i}");
    }
}
