namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Batch normalization of one layer, <c>y = gain * (x - mean) / sqrt(variance + eps) + bias</c> for every channel, over rows of the
/// batch that are seen one at a time.
/// </summary>
/// <remarks>
/// Forward, <see cref="NormKernels.Statistics"/> leaves mean and sum of squares of every row here. When all rows are done,
/// <see cref="FinishStatistics"/> combines them, and the layer becomes <c>y = scale * x + shift</c>. Backward, the rows leave two sums,
/// and <see cref="FinishBackward"/> makes <c>dx = a * dy + b * x + s</c> of them. Rows are combined in double precision by
/// <see cref="BatchMoments"/>, so neither threads nor ranks change a bit. Eps and momentum are PyTorch's.
/// </remarks>
internal sealed unsafe class BatchNorm : IDisposable
{
    private const double Epsilon = 1e-5;
    private const double Momentum = 0.1;
    private readonly NativeFloats _values;
    private readonly NativeFloats _rows;
    private readonly int _channels;
    private readonly double[] _deviations;
    private readonly BatchMoments _moments;

    /// <summary>Makes room for a batch.</summary>
    /// <param name="channels">The padded number of channels.</param>
    /// <param name="rows">The rows of the batch.</param>
    /// <param name="positions">How many values a row has of each channel.</param>
    public BatchNorm(int channels, BatchRows rows, int positions)
    {
        _channels = channels;
        _values = new(6L * channels);
        _rows = new(2L * rows.Count * channels);
        _deviations = new double[channels];
        _moments = new(channels, rows, positions);
    }

    public float* Mean => _values.Pointer;

    public float* Scale => _values.Pointer + _channels;

    public float* Shift => _values.Pointer + (2 * _channels);

    /// <summary>Gets a of the gradient.</summary>
    public float* GradientScale => _values.Pointer + (3 * _channels);

    /// <summary>Gets b of the gradient.</summary>
    public float* GradientSlope => _values.Pointer + (4 * _channels);

    /// <summary>Gets s of the gradient.</summary>
    public float* GradientShift => _values.Pointer + (5 * _channels);

    /// <summary>Gets where a row leaves its means.</summary>
    public float* RowMean(int row) => _rows.Pointer + (2L * row * _channels);

    /// <summary>Gets where a row leaves its sums of squared deviations.</summary>
    public float* RowSquares(int row) => RowMean(row) + _channels;

    /// <summary>Gets where a row leaves its sums of <c>dy</c>. The means are not needed by then and give up their place.</summary>
    public float* RowGradientSum(int row) => RowMean(row);

    /// <summary>Gets where a row leaves its sums of <c>dy * (x - mean)</c>.</summary>
    public float* RowGradientProduct(int row) => RowSquares(row);

    /// <summary>
    /// Combines the statistics of the rows and moves the running ones (training), or takes the running ones, and computes scale and
    /// shift.
    /// </summary>
    public void FinishStatistics(
        ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, Span<float> runningMean, Span<float> runningVariance, bool training)
    {
        if (training)
            _moments.TakeRows(_rows.Pointer);
        var total = _moments.Total;
        for (var c = 0; c < gain.Length; c++)
        {
            double mean = runningMean[c];
            double variance = runningVariance[c];
            if (training)
            {
                mean = _moments.Mean(c);
                variance = _moments.Squares(c) / total;
                runningMean[c] = (float)(((1 - Momentum) * runningMean[c]) + (Momentum * mean));
                runningVariance[c] = (float)(((1 - Momentum) * runningVariance[c]) + (Momentum * variance * total / (total - 1)));
            }

            var deviation = Math.Sqrt(variance + Epsilon);
            _deviations[c] = deviation;
            Mean[c] = (float)mean;
            Scale[c] = (float)(gain[c] / deviation);
            Shift[c] = (float)(bias[c] - (mean * gain[c] / deviation));
        }

        for (var padding = gain.Length; padding < _channels; padding++)
        {
            Mean[padding] = 0;
            Scale[padding] = 0;
            Shift[padding] = 0;
        }
    }

    /// <summary>
    /// Combines the rows' sums to the gradients of gain and bias, and computes a, b and s. With <c>N</c> values of a channel, deviation
    /// <c>d</c>, <c>S = sum of dy</c> and <c>P = sum of dy * (x - mean)</c>: <c>a = scale</c>, <c>b = -scale * P / (d^2 N)</c>,
    /// <c>s = -scale * S / N - b * mean</c>. With running statistics, which do not depend on x, b and s are 0.
    /// </summary>
    /// <remarks>The sums are those of all ranks, and so are the gradients: nobody needs to add them once more.</remarks>
    public void FinishBackward(Span<float> dGain, Span<float> dBias, bool training)
    {
        var total = _moments.Total;
        _moments.TakeGradients(_rows.Pointer);
        for (var c = 0; c < dGain.Length; c++)
        {
            var sum = _moments.GradientSum(c);
            var product = _moments.GradientProduct(c);
            dGain[c] = (float)(product / _deviations[c]);
            dBias[c] = (float)sum;
            GradientScale[c] = Scale[c];
            GradientSlope[c] = 0;
            GradientShift[c] = 0;
            if (training)
            {
                var slope = -Scale[c] * product / (_deviations[c] * _deviations[c] * total);
                GradientSlope[c] = (float)slope;
                GradientShift[c] = (float)((-Scale[c] * sum / total) - (slope * Mean[c]));
            }
        }

        for (var padding = dGain.Length; padding < _channels; padding++)
        {
            GradientScale[padding] = 0;
            GradientSlope[padding] = 0;
            GradientShift[padding] = 0;
        }
    }

    public void Dispose()
    {
        _values.Dispose();
        _rows.Dispose();
    }
}
