using static TorchSharp.torch;

namespace MsMclr.MLNet;

/// <summary>Puts <see cref="CpuEncoder"/> into libtorch's graph: arguments are the tape of a finished forward pass and the parameters.</summary>
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

    public override unsafe List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var tape = (EncoderTape)ctx.get_data(Tape);
        using var gradient = grad_output.contiguous();
        Dictionary<string, float[]> gradients;
        fixed (byte* bytes = gradient.bytes)
            gradients = tape.Encoder.Backward(tape, (float*)bytes);
        return [null!, .. tape.Encoder.Parameters.Select(name => tensor(gradients[name], tape.Encoder.ShapeOf(name)))];
    }
}
