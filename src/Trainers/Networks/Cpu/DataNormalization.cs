using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>data_bn: BatchNorm with a channel for every joint and coordinate, over rows <c>[V, T, C]</c> with padded coordinates.</summary>
internal static unsafe class DataNormalization
{
    public static void Forward(EncoderState state, EncoderTape tape, BlockShape first, int threads)
    {
        RowRanges.ForEach(tape.Rows, threads, (_, from, to) =>
        {
            for (var row = from; row < to; row++)
            {
                for (nint v = 0; v < first.Joints; v++)
                    ChannelKernels.Moments(tape.Raw.Pointer + Joint(first, row, v), first.Frames, first.Inputs, tape.DataNorm.First(row) + (v * first.Inputs), tape.DataNorm.Second(row) + (v * first.Inputs));
            }
        });
        var layer = EncoderArchitecture.DataNorm;
        var gain = Padded(state.Span(layer.Weight), first);
        var bias = Padded(state.Span(layer.Bias), first);
        var mean = Padded(state.Span(layer.RunningMean), first);
        var variance = Padded(state.Span(layer.RunningVariance), first);
        tape.DataNorm.Settle(gain, bias, mean, variance, tape.Training);
        Unpad(mean, state.Span(layer.RunningMean), first);
        Unpad(variance, state.Span(layer.RunningVariance), first);
        RowRanges.ForEach(tape.Rows, threads, (_, from, to) =>
        {
            for (var row = from; row < to; row++)
            {
                for (nint v = 0; v < first.Joints; v++)
                    ChannelKernels.Affine(tape.Raw.Pointer + Joint(first, row, v), tape.DataNorm.Scale + (v * first.Inputs), tape.DataNorm.Shift + (v * first.Inputs), tape.Input.Pointer + Joint(first, row, v), first.Frames, first.Inputs, relu: false);
            }
        });
    }

    /// <summary>The sums of one row, given the gradient of its normalized values.</summary>
    public static void Begin(EncoderTape tape, BlockShape first, int row, float* gradient)
    {
        for (nint v = 0; v < first.Joints; v++)
        {
            ChannelKernels.GradientSums(gradient + Joint(first, row, v), tape.Raw.Pointer + Joint(first, row, v), tape.DataNorm.Mean + (v * first.Inputs), first.Frames, first.Inputs,
                tape.DataNorm.First(row) + (v * first.Inputs), tape.DataNorm.Second(row) + (v * first.Inputs));
        }
    }

    public static void Settle(EncoderTape tape, BlockShape first, Func<string, float[]> target)
    {
        var (gain, bias) = (new float[first.Joints * first.Inputs], new float[first.Joints * first.Inputs]);
        tape.DataNorm.SettleGradient(gain, bias, tape.Training);
        Unpad(gain, target(EncoderArchitecture.DataNorm.Weight), first);
        Unpad(bias, target(EncoderArchitecture.DataNorm.Bias), first);
    }

    private static nint Joint(BlockShape first, int row, nint joint) => ((nint)row * first.InputLength) + (joint * first.Frames * first.Inputs);

    private static float[] Padded(ReadOnlySpan<float> values, BlockShape first)
    {
        var padded = new float[first.Joints * first.Inputs];
        for (var v = 0; v < first.Joints; v++)
            values.Slice(v * first.Block.Inputs, first.Block.Inputs).CopyTo(padded.AsSpan(v * first.Inputs));
        return padded;
    }

    private static void Unpad(float[] padded, Span<float> values, BlockShape first)
    {
        for (var v = 0; v < first.Joints; v++)
            padded.AsSpan(v * first.Inputs, first.Block.Inputs).CopyTo(values[(v * first.Block.Inputs)..]);
    }
}
