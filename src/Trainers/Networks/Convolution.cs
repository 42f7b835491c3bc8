using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>
/// The network's convolutions over time, of 1 or 9 frames and of one joint, in libtorch's operations. On a GPU they are
/// libtorch's. On a CPU they are sums of matrix products: the convolutions that libtorch 2.10 takes from oneDNN are wrong on some
/// processors, forward and backward (docs/processors.md).
/// </summary>
/// <remarks>
/// Training on a CPU has kernels of its own and does not come here; what does is the form that they are checked against. So values are
/// computed in double precision and rounded to the input's type at the end: they are the same on every processor but for the last bit,
/// and in bfloat16 a sum is rounded once, as a GPU rounds it. Autograd does the same on the way back.
/// </remarks>
internal static class Convolution
{
    /// <summary>
    /// <c>y[r,o,t,v] = bias[o] + sum_k sum_c weight[o,c,k] * x[r,c,stride*t + k - K/2,v]</c>; frames before the first and after the
    /// last one are 0.
    /// </summary>
    /// <param name="x">The input, <c>[R, C, T, V]</c>.</param>
    /// <param name="weight">The weight, <c>[O, C, K, 1]</c> with an odd K.</param>
    /// <param name="bias">The bias, <c>[O]</c>, or null for none.</param>
    /// <param name="stride">How many frames of the input lie between two of the output.</param>
    /// <returns>The output, <c>[R, O, (T - 1) / stride + 1, V]</c>, in the input's type.</returns>
    public static Tensor OverTime(Tensor x, Tensor weight, Tensor? bias, int stride = 1)
    {
        if (x.device_type != TorchSharp.DeviceType.CPU)
            return nn.functional.conv2d(x, weight, bias, strides: [stride, 1], padding: [weight.shape[2] / 2, 0]);
        return SumOverTaps(Widened(x), Widened(weight), bias is null ? null : Widened(bias), stride).to(x.dtype);
    }

    /// <summary>Computes the product of matrices that is libtorch's <c>matmul</c>, with the same care on a CPU.</summary>
    public static Tensor Product(Tensor a, Tensor b)
    {
        if (a.device_type != TorchSharp.DeviceType.CPU)
            return matmul(a, b);
        return matmul(Widened(a), Widened(b)).to(a.dtype);
    }

    private static Tensor Widened(Tensor x) => x.to(ScalarType.Float64);

    // Frames come first, [T, R, V, C], so that the frames which one tap meets lie together: every tap is a view of the same memory,
    // and autograd keeps the input once instead of once a tap.
    private static Tensor SumOverTaps(Tensor x, Tensor weight, Tensor? bias, int stride)
    {
        var outputs = weight.shape[0];
        var inputs = weight.shape[1];
        var taps = weight.shape[2];
        var frames = ((x.shape[2] - 1) / stride) + 1;
        var padded = nn.functional.pad(x.permute(2, 0, 3, 1), [0, 0, 0, 0, 0, 0, taps / 2, taps / 2]);
        var phases = new Tensor[Math.Min(stride, taps)];
        for (var phase = 0; phase < phases.Length; phase++)
            phases[phase] = padded.slice(0, phase, padded.shape[0], stride).contiguous();
        var matrices = weight.permute(2, 1, 0, 3).reshape(taps, inputs, outputs).unbind(0);
        Tensor? sum = null;
        for (var tap = 0; tap < taps; tap++)
        {
            var met = phases[tap % stride].narrow(0, tap / stride, frames).view(-1, inputs);
            if (sum is null)
                sum = bias is null ? met.mm(matrices[tap]) : bias.addmm(met, matrices[tap], 1, 1);
            else
                sum = sum.addmm(met, matrices[tap], 1, 1);
        }

        return sum!.view(frames, x.shape[0], x.shape[3], outputs).permute(1, 3, 0, 2).contiguous();
    }
}
