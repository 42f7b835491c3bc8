using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks.Cpu.Scales;

/// <summary>
/// Puts <see cref="CpuScales"/> into libtorch's graph as one function. Its arguments are the kernels, the tape of a finished forward pass,
/// where to tell of a failure, the features, and the four tensors of motion attention.
/// </summary>
internal sealed class ScaleMeansFunction : autograd.SingleTensorFunction<ScaleMeansFunction>
{
    private const int Unknown = 3;
    private const string Kernels = "kernels";
    private const string Tape = "tape";
    private const string Failure = "failure";

    public override string Name => "MsMclrScales";

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var tape = (GroupTape)vars[1];
        ctx.save_data(Kernels, vars[0]);
        ctx.save_data(Tape, tape);
        ctx.save_data(Failure, vars[2]);
        return tape.Output.alias();
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var tape = (GroupTape)ctx.get_data(Tape);
        using var gradient = grad_output.contiguous();
        var failure = (BackwardFailure)ctx.get_data(Failure);
        var gradients = failure.Catch(() => ((CpuScales)ctx.get_data(Kernels)).Backward(tape, gradient), tape.Zeros);
        return [.. Enumerable.Repeat<Tensor>(null!, Unknown), .. gradients];
    }
}
