using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>
/// <c>g[n,c,t,w] = sum_k sum_v (conv1x1 x)[n, k*out+c, t, v] * A[k,v,w] E[k,v,w]</c> (ST-GCN, equation 10), in two orders that give
/// the same: convolution first (the reference), or neighbors first, which does less work where channels grow.
/// </summary>
internal static class GraphConvolution
{
    public static Tensor Apply(Tensor x, Tensor weight, Tensor bias, Tensor adjacency, bool plain = false)
        => !plain && weight.shape[0] > 3 * x.shape[1] ? NeighborsFirst(x, weight, bias, adjacency) : ConvolutionFirst(x, weight, bias, adjacency);

    /// <summary>The plain form: x is <c>[R, in, T, V]</c>, adjacency <c>[3, V, V]</c>.</summary>
    public static Tensor ConvolutionFirst(Tensor x, Tensor weight, Tensor bias, Tensor adjacency)
    {
        var u = Convolution.OverTime(x, weight, bias);
        var (rows, outputs, frames, joints) = (u.shape[0], u.shape[1] / 3, u.shape[2], u.shape[3]);
        return Convolution.Product(u.view(rows, 3, outputs * frames, joints), adjacency).sum(1).view(rows, outputs, frames, joints);
    }

    public static Tensor NeighborsFirst(Tensor x, Tensor weight, Tensor bias, Tensor adjacency)
    {
        var (rows, inputs, frames, joints) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        var outputs = weight.shape[0] / 3;
        // One product with the three subsets side by side: [.., V] x [V, 3V], then the subsets become input channels.
        var gathered = Convolution.Product(x.reshape(-1, joints), adjacency.permute(1, 0, 2).reshape(joints, 3 * joints))
            .view(rows, inputs, frames, 3, joints).permute(0, 3, 1, 2, 4).reshape(rows, 3 * inputs, frames, joints);
        var mixing = weight.view(3, outputs, inputs).permute(1, 0, 2).reshape(outputs, 3 * inputs, 1, 1);
        // Each bias reaches joint w through every edge that ends in w.
        var reaching = Convolution.Product(bias.view(3, outputs).t(), adjacency.sum(new long[] { 1 })).view(1, outputs, 1, joints);
        return Convolution.OverTime(gathered, mixing, bias: null).Plus(reaching);
    }
}
