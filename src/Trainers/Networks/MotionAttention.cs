using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>The motion attention that all three scales share (method: module m2a).</summary>
internal sealed class MotionAttention(ITrainedTensors state, AttentionScope scope, MotionAxes axes)
{
    private const int Segment = 8;

    /// <summary><c>[R, D, T', V']</c> to the same shape; <paramref name="observe"/> sees every stage.</summary>
    public Tensor Apply(Tensor x, Action<string, Tensor>? observe = null)
    {
        var down = Convolution.OverTime(x, state["m2a.conv_down.weight"], state["m2a.conv_down.bias"]);
        var normal = nn.functional.layer_norm(down, [down.shape[3]], null, null, 1e-5);
        var motion = Motion(normal);
        var tokens = Tokens(motion);
        var weights = nn.functional.softmax(matmul(tokens, tokens.transpose(1, 2)) / Constant.Of(Math.Sqrt(tokens.shape[2])), -1);
        var attended = matmul(weights, tokens);
        var sum = Untokens(attended, motion.shape).Plus(down);
        var up = Convolution.OverTime(sum, state["m2a.conv_up.weight"], state["m2a.conv_up.bias"]);
        var gate = up.sigmoid();
        var result = x.Plus(x * gate);
        if (observe is not null)
        {
            foreach (var (name, tensor) in new[] { ("conv_down", down), ("layernorm", normal), ("motion", motion), ("attn_weights", weights), ("attn_out_bte", attended), ("attn_plus_skip", sum), ("conv_up", up), ("gate", gate), ("out", result) })
                observe(name, tensor);
        }

        return result;
    }

    /// <summary>
    /// The same for features in the order <c>[R, V', T', D]</c>, as the kernels of the CPU leave them: both convolutions become
    /// matrix products, and only the narrow tensors between them are reordered.
    /// </summary>
    public Tensor ApplyChannelsLast(Tensor x)
    {
        var (wide, narrow) = (x.shape[3], state["m2a.conv_down.bias"].shape[0]);
        var down = nn.functional.linear(x, state["m2a.conv_down.weight"].view(narrow, wide), state["m2a.conv_down.bias"]).permute(0, 3, 2, 1).contiguous();
        var motion = Motion(nn.functional.layer_norm(down, [down.shape[3]], null, null, 1e-5));
        var tokens = Tokens(motion);
        var weights = nn.functional.softmax(matmul(tokens, tokens.transpose(1, 2)) / Constant.Of(Math.Sqrt(tokens.shape[2])), -1);
        var sum = Untokens(matmul(weights, tokens), motion.shape).Plus(down);
        var gate = nn.functional.linear(sum.permute(0, 3, 2, 1).contiguous(), state["m2a.conv_up.weight"].view(wide, narrow), state["m2a.conv_up.bias"]).sigmoid();
        return x.addcmul(x, gate, Constant.Of(1));
    }

    private Tensor Motion(Tensor y) => axes switch
    {
        MotionAxes.Time => Difference(y, 2),
        MotionAxes.Joint => Difference(y, 3),
        _ => Difference(y, 2).Plus(Difference(y, 3)) * Constant.Of(0.5),
    };

    // Beyond the last frame or joint stands 0, so the last difference is the negative value itself: that is what the reference computes.
    private static Tensor Difference(Tensor y, int axis)
        => cat([y.narrow(axis, 1, y.shape[axis] - 1), zeros_like(y.narrow(axis, 0, 1))], axis) - y;

    private Tensor Tokens(Tensor z) => scope == AttentionScope.Time
        ? z.permute(0, 2, 1, 3).reshape(z.shape[0], z.shape[2], -1)
        : z.reshape(z.shape[0] / Segment, Segment, -1);

    private Tensor Untokens(Tensor tokens, long[] shape) => scope == AttentionScope.Time
        ? tokens.view(shape[0], shape[2], shape[1], shape[3]).permute(0, 2, 1, 3)
        : tokens.view(shape);
}
