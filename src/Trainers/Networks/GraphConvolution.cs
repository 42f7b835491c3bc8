using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>
/// The graph convolution <c>g[n,c,t,w] = sum_k sum_v (conv1x1 x)[n, k*out+c, t, v] * A[k,v,w] E[k,v,w]</c> (ST-GCN, equation 10) in
/// libtorch's operations, in two orders that give the same: convolution first (the reference), or neighbors first, which does less
/// work where channels grow.
/// </summary>
internal static class GraphConvolution
{
    /// <summary>Computes it in the faster order, or in the reference's with <paramref name="plain"/>.</summary>
    public static Tensor Apply(Tensor x, Tensor weight, Tensor bias, Tensor adjacency, bool plain = false)
    {
        var grows = weight.shape[0] > adjacency.shape[0] * x.shape[1];
        return grows && !plain ? NeighborsFirst(x, weight, bias, adjacency) : ConvolutionFirst(x, weight, bias, adjacency);
    }

    /// <summary>Computes the reference's order.</summary>
    /// <param name="x">The input, <c>[R, in, T, V]</c>.</param>
    /// <param name="weight">The weights, <c>[K * out, in, 1, 1]</c>.</param>
    /// <param name="bias">The bias, <c>[K * out]</c>.</param>
    /// <param name="adjacency">The graph times its importance, <c>[K, V, V]</c>.</param>
    /// <returns><c>[R, out, T, V]</c>.</returns>
    public static Tensor ConvolutionFirst(Tensor x, Tensor weight, Tensor bias, Tensor adjacency)
    {
        var subsets = adjacency.shape[0];
        var u = Convolution.OverTime(x, weight, bias);
        var rows = u.shape[0];
        var outputs = u.shape[1] / subsets;
        var frames = u.shape[2];
        var joints = u.shape[3];
        var linked = Convolution.Product(u.view(rows, subsets, outputs * frames, joints), adjacency);
        return linked.sum(1).view(rows, outputs, frames, joints);
    }

    /// <summary>Computes the other order.</summary>
    public static Tensor NeighborsFirst(Tensor x, Tensor weight, Tensor bias, Tensor adjacency)
    {
        var subsets = adjacency.shape[0];
        var rows = x.shape[0];
        var inputs = x.shape[1];
        var frames = x.shape[2];
        var joints = x.shape[3];
        var outputs = weight.shape[0] / subsets;

        // One product with the subsets side by side, [.., V] x [V, K * V], then the subsets become input channels.
        var links = adjacency.permute(1, 0, 2).reshape(joints, subsets * joints);
        var gathered = Convolution.Product(x.reshape(-1, joints), links)
            .view(rows, inputs, frames, subsets, joints)
            .permute(0, 3, 1, 2, 4)
            .reshape(rows, subsets * inputs, frames, joints);
        var mixing = weight.view(subsets, outputs, inputs).permute(1, 0, 2).reshape(outputs, subsets * inputs, 1, 1);

        // Each bias reaches joint w through every edge that ends in w.
        var degrees = adjacency.sum(new long[] { 1 });
        var jointBias = Convolution.Product(bias.view(subsets, outputs).t(), degrees).view(1, outputs, 1, joints);
        return Convolution.OverTime(gathered, mixing, bias: null).Plus(jointBias);
    }
}
