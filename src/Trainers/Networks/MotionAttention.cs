using System.Numerics;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>
/// The motion attention that all three scales share (method, section 6): features are narrowed, differences of neighbors attend to one
/// another, and the result, widened again, is a gate for the features.
/// </summary>
internal sealed class MotionAttention(ITrainedTensors state, AttentionScope scope, MotionAxes axes)
{
    private const int Segment = 8;
    private static readonly EncoderLayer Down = EncoderArchitecture.AttentionDown;
    private static readonly EncoderLayer Up = EncoderArchitecture.AttentionUp;

    /// <summary>Gets how many consecutive clips make up whole segments of rows: fewer may not be computed apart.</summary>
    public static int ClipsTogether(AttentionScope scope, int bodies)
    {
        if (scope == AttentionScope.Time)
            return 1;
        return Segment / (int)BigInteger.GreatestCommonDivisor(Segment, bodies);
    }

    /// <summary>Computes <c>[R, D, T', V']</c> to the same shape. <paramref name="observe"/> sees every stage.</summary>
    public Tensor Apply(Tensor x, Action<string, Tensor>? observe = null)
    {
        var down = Convolution.OverTime(x, state[Down.Weight], state[Down.Bias]);
        observe?.Invoke("conv_down", down);
        var sum = Attend(down, observe);
        var up = Convolution.OverTime(sum, state[Up.Weight], state[Up.Bias]);
        observe?.Invoke("conv_up", up);
        var gate = up.sigmoid();
        observe?.Invoke("gate", gate);
        var result = x.Plus(x * gate);
        observe?.Invoke("out", result);
        return result;
    }

    /// <summary>
    /// Computes the same for features in the order <c>[R, V', T', D]</c>, as the kernels of the CPU leave them. Both convolutions are
    /// matrix products then, and only the narrow tensors between them are reordered.
    /// </summary>
    public Tensor ApplyChannelsLast(Tensor x)
    {
        var wide = x.shape[3];
        var narrow = state[Down.Bias].shape[0];
        var down = nn.functional.linear(x, state[Down.Weight].view(narrow, wide), state[Down.Bias]);
        var sum = Attend(down.permute(0, 3, 2, 1).contiguous());
        var lastly = sum.permute(0, 3, 2, 1).contiguous();
        var gate = nn.functional.linear(lastly, state[Up.Weight].view(wide, narrow), state[Up.Bias]).sigmoid();
        return x.addcmul(x, gate, Constant.Of(1));
    }

    // softmax(z z^T / sqrt(d)) z + down, where z are the differences of the normalized values, divided into tokens of d values.
    private Tensor Attend(Tensor down, Action<string, Tensor>? observe = null)
    {
        var normalized = nn.functional.layer_norm(down, [down.shape[3]], null, null, 1e-5);
        observe?.Invoke("layernorm", normalized);
        var motion = Motion(normalized);
        observe?.Invoke("motion", motion);
        var tokens = Tokens(motion);
        var scores = matmul(tokens, tokens.transpose(1, 2)) / Constant.Of(Math.Sqrt(tokens.shape[2]));
        var weights = nn.functional.softmax(scores, -1);
        observe?.Invoke("attn_weights", weights);
        var attended = matmul(weights, tokens);
        observe?.Invoke("attn_out_bte", attended);
        var sum = Untokens(attended, motion.shape).Plus(down);
        observe?.Invoke("attn_plus_skip", sum);
        return sum;
    }

    private Tensor Motion(Tensor y) => axes switch
    {
        MotionAxes.Time => Difference(y, 2),
        MotionAxes.Joint => Difference(y, 3),
        _ => Difference(y, 2).Plus(Difference(y, 3)) * Constant.Of(0.5),
    };

    // Beyond the last frame or joint stands 0, so the last difference is the negative value itself: that is what the reference computes.
    private static Tensor Difference(Tensor y, int axis)
        => Concatenation.Of(axis, y.narrow(axis, 1, y.shape[axis] - 1), zeros_like(y.narrow(axis, 0, 1))) - y;

    private Tensor Tokens(Tensor z) => scope == AttentionScope.Time
        ? z.permute(0, 2, 1, 3).reshape(z.shape[0], z.shape[2], -1)
        : z.reshape(z.shape[0] / Segment, Segment, -1);

    private Tensor Untokens(Tensor tokens, long[] shape) => scope == AttentionScope.Time
        ? tokens.view(shape[0], shape[2], shape[1], shape[3]).permute(0, 2, 1, 3)
        : tokens.view(shape);
}
