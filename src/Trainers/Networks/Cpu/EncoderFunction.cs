using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Puts <see cref="CpuEncoder"/> into libtorch's graph as one function. Its arguments are the tape of a finished forward pass and the
/// parameters.
/// </summary>
internal sealed class EncoderFunction : autograd.SingleTensorFunction<EncoderFunction>
{
    private const string Tape = "tape";

    public override string Name => "MsMclrEncoder";

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var tape = (EncoderTape)vars[0];
        ctx.save_data(Tape, tape);
        return tape.Output.alias();
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var tape = (EncoderTape)ctx.get_data(Tape);
        using var gradient = grad_output.contiguous();
        var encoder = tape.Encoder;
        var gradients = encoder.BackwardFailure.Catch(() => Backward(tape, gradient), () => encoder.Parameters.Select(Zeros));
        return [null!, .. gradients];

        Tensor Zeros(string name) => zeros(encoder.ShapeOf(name));
    }

    private static unsafe IEnumerable<Tensor> Backward(EncoderTape tape, Tensor gradient)
    {
        Dictionary<string, float[]> gradients;
        fixed (byte* bytes = gradient.bytes)
            gradients = tape.Encoder.Backward(tape, (float*)bytes);
        return tape.Encoder.Parameters.Select(name => tensor(gradients[name], tape.Encoder.ShapeOf(name)));
    }
}
