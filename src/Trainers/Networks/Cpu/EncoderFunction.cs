using System.Runtime.ExceptionServices;
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

    public override unsafe List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var tape = (EncoderTape)ctx.get_data(Tape);
        using var gradient = grad_output.contiguous();
        try
        {
            Dictionary<string, float[]> gradients;
            fixed (byte* bytes = gradient.bytes)
                gradients = tape.Encoder.Backward(tape, (float*)bytes);
            return [null!, .. tape.Encoder.Parameters.Select(name => tensor(gradients[name], tape.Encoder.ShapeOf(name)))];
        }
        catch (Exception e)
        {
            // libtorch calls this: what is thrown here would end the process. Whoever called backward() throws it again.
            tape.Encoder.BackwardFailure = ExceptionDispatchInfo.Capture(e);
            return [null!, .. tape.Encoder.Parameters.Select(name => zeros(tape.Encoder.ShapeOf(name)))];
        }
    }
}
