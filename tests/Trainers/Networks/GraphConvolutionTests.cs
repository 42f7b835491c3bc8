using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class GraphConvolutionTests
{
    [TestCase(3, 4, 7, 25)]
    [TestCase(4, 16, 5, 20)]
    [TestCase(16, 5, 3, 17)]
    public void Both_orders_give_values_and_gradients_of_double_precision(int inputs, int outputs, int frames, int joints)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7, CPU);
        Tensor Random(params long[] shape) => randn(shape, generator: generator);
        var x = Random(6, inputs, frames, joints);
        var weight = Random(3 * outputs, inputs, 1, 1);
        var leaves = new[] { x, weight, Random(3 * outputs), Random(3, joints, joints) };
        var upstream = Random(6, outputs, frames, joints);
        var expected = Quantities(Formula, leaves, upstream, ScalarType.Float64);
        foreach (var form in new Form[] { GraphConvolution.ConvolutionFirst, GraphConvolution.NeighborsFirst })
        {
            var actual = Quantities(form, leaves, upstream, ScalarType.Float32);
            for (var i = 0; i < 5; i++)
                GoldenData.AssertClose(expected[i], actual[i], 1e-5 * expected[i].Max(Math.Abs), 0, $"{form.Method.Name}, quantity {i}");
        }
    }

    // Equation 10, summed as it stands.
    private static Tensor Formula(Tensor x, Tensor weight, Tensor bias, Tensor adjacency)
    {
        var u = einsum("ki,nitv->nktv", weight.squeeze(3).squeeze(2), x).Plus(bias.view(1, -1, 1, 1));
        return einsum("nkctv,kvw->nctw", u.view(u.shape[0], 3, u.shape[1] / 3, u.shape[2], u.shape[3]), adjacency);
    }

    // The output, then the gradient of each leaf.
    private static List<float[]> Quantities(Form form, Tensor[] leaves, Tensor upstream, ScalarType type)
    {
        var parameters = leaves.Select(leaf => leaf.to(type).clone().requires_grad_()).ToArray();
        var y = form(parameters[0], parameters[1], parameters[2], parameters[3]);
        (y * upstream).sum().backward();
        return [TensorValues.ToArray(y), .. parameters.Select(parameter => TensorValues.ToArray(parameter.grad!))];
    }

    private delegate Tensor Form(Tensor x, Tensor weight, Tensor bias, Tensor adjacency);
}
