using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The batch normalization of the clips (data_bn). It has a channel for every joint and coordinate. A row <c>[V, T, C]</c> is V matrices
/// <c>[T, C]</c> for it, each with channels of its own.
/// </summary>
/// <remarks>PyTorch's parameters are <c>[V * C]</c>. Here C is padded, so they are copied to <c>[V, padded C]</c> and back.</remarks>
internal static unsafe class DataNormalization
{
    /// <summary>Computes the normalized rows from the raw ones.</summary>
    public static void Forward(EncoderState state, EncoderTape tape, BlockShape first, int threads)
    {
        RowRanges.ForEach(tape.Ranges, threads, rows =>
        {
            for (var row = rows.First; row < rows.End; row++)
                TakeStatistics(tape, first, row);
        });
        FinishStatistics(state, tape, first);
        RowRanges.ForEach(tape.Ranges, threads, rows =>
        {
            for (var row = rows.First; row < rows.End; row++)
                Normalize(tape, first, row);
        });
    }

    /// <summary>Takes the sums of one row, given the gradient of its normalized values.</summary>
    public static void BackwardSums(EncoderTape tape, BlockShape first, int row, float* gradient)
    {
        var norm = tape.DataNorm;
        var raw = tape.Raw.Row(row, first.InputLength);
        for (var v = 0; v < first.Joints; v++)
        {
            var at = v * first.Frames * first.Inputs;
            var channel = v * first.Inputs;
            var dy = new ChannelRows(gradient + at, first.Frames, first.Inputs);
            var sums = norm.RowGradientSum(row) + channel;
            NormKernels.BackwardSums(dy, raw + at, norm.Mean + channel, sums, norm.RowGradientProduct(row) + channel);
        }
    }

    /// <summary>Writes the gradients of gain and bias. The clips need none.</summary>
    public static void FinishBackward(EncoderTape tape, BlockShape first, Func<string, float[]> target)
    {
        var gain = new float[first.Joints * first.Inputs];
        var bias = new float[first.Joints * first.Inputs];
        tape.DataNorm.FinishBackward(gain, bias, tape.Training);
        Unpad(gain, target(EncoderArchitecture.DataNorm.Weight), first);
        Unpad(bias, target(EncoderArchitecture.DataNorm.Bias), first);
    }

    private static void TakeStatistics(EncoderTape tape, BlockShape first, int row)
    {
        var raw = tape.Raw.Row(row, first.InputLength);
        for (var v = 0; v < first.Joints; v++)
        {
            var joint = new ChannelRows(raw + (v * first.Frames * first.Inputs), first.Frames, first.Inputs);
            var channel = v * first.Inputs;
            NormKernels.Statistics(joint, tape.DataNorm.RowMean(row) + channel, tape.DataNorm.RowSquares(row) + channel);
        }
    }

    private static void FinishStatistics(EncoderState state, EncoderTape tape, BlockShape first)
    {
        var layer = EncoderArchitecture.DataNorm;
        var gain = Padded(state.Span(layer.Weight), first);
        var bias = Padded(state.Span(layer.Bias), first);
        var mean = Padded(state.Span(layer.RunningMean), first);
        var variance = Padded(state.Span(layer.RunningVariance), first);
        tape.DataNorm.FinishStatistics(gain, bias, mean, variance, tape.Training);
        Unpad(mean, state.Span(layer.RunningMean), first);
        Unpad(variance, state.Span(layer.RunningVariance), first);
    }

    private static void Normalize(EncoderTape tape, BlockShape first, int row)
    {
        var norm = tape.DataNorm;
        var raw = tape.Raw.Row(row, first.InputLength);
        var target = tape.Input.Row(row, first.InputLength);
        for (var v = 0; v < first.Joints; v++)
        {
            var at = v * first.Frames * first.Inputs;
            var channel = v * first.Inputs;
            var joint = new ChannelRows(raw + at, first.Frames, first.Inputs);
            NormKernels.Normalize(joint, norm.Scale + channel, norm.Shift + channel, target + at, relu: false);
        }
    }

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
