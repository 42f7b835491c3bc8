namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// BatchNorm over rows that are seen one at a time: each row leaves its moments, which are put together in row order (so that no
/// thread changes a bit). Forward it becomes <c>scale * x + shift</c>, backward <c>a * dy + b * x + c</c>.
/// </summary>
internal sealed unsafe class ChannelNorm : IDisposable
{
    private const double Epsilon = 1e-5;
    private const double Momentum = 0.1;
    private readonly NativeFloats _values;
    private readonly NativeFloats _rows;
    private readonly int _channels;
    private readonly int _count;
    private readonly int _rowCount;
    private readonly double[] _deviations;

    // Channels are padded; count is the values that a row has of each.
    public ChannelNorm(int channels, int rows, int count)
    {
        (_channels, _rowCount, _count) = (channels, rows, count);
        _values = new(6L * channels);
        _rows = new(2L * rows * channels);
        _deviations = new double[channels];
    }

    public float* Mean => _values.Pointer;

    public float* Scale => _values.Pointer + _channels;

    public float* Shift => _values.Pointer + (2 * _channels);

    /// <summary>a, b and c of the gradient.</summary>
    public float* GradientScale => _values.Pointer + (3 * _channels);

    public float* GradientSlope => _values.Pointer + (4 * _channels);

    public float* GradientShift => _values.Pointer + (5 * _channels);

    /// <summary>Where row r leaves two numbers a channel: mean and squares forward, the two sums backward.</summary>
    public float* First(int row) => _rows.Pointer + (2L * row * _channels);

    public float* Second(int row) => First(row) + _channels;

    /// <summary>Puts the rows' moments together (in training, and moves the running ones), or takes the running ones.</summary>
    public void Settle(ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, Span<float> runningMean, Span<float> runningVariance, bool training)
    {
        for (var c = 0; c < _channels; c++)
        {
            if (c >= gain.Length)
            {
                (Mean[c], Scale[c], Shift[c]) = (0, 0, 0);
                continue;
            }

            var (mean, variance) = training ? Moments(c) : (runningMean[c], runningVariance[c]);
            var deviation = Math.Sqrt(variance + Epsilon);
            if (training)
            {
                var total = (double)_rowCount * _count;
                runningMean[c] = (float)(((1 - Momentum) * runningMean[c]) + (Momentum * mean));
                runningVariance[c] = (float)(((1 - Momentum) * runningVariance[c]) + (Momentum * variance * total / (total - 1)));
            }

            _deviations[c] = deviation;
            Mean[c] = (float)mean;
            Scale[c] = (float)(gain[c] / deviation);
            Shift[c] = (float)(bias[c] - (mean * gain[c] / deviation));
        }
    }

    /// <summary>Puts the rows' sums of <c>dy</c> and <c>dy * (x - mean)</c> together: gradients of gain and bias, and a, b, c.</summary>
    public void SettleGradient(Span<float> dGain, Span<float> dBias, bool training)
    {
        var total = (double)_rowCount * _count;
        for (var c = 0; c < _channels; c++)
        {
            if (c >= dGain.Length)
            {
                (GradientScale[c], GradientSlope[c], GradientShift[c]) = (0, 0, 0);
                continue;
            }

            var (sum, product) = (0.0, 0.0);
            for (var r = 0; r < _rowCount; r++)
            {
                sum += First(r)[c];
                product += Second(r)[c];
            }

            dGain[c] = (float)(product / _deviations[c]);
            dBias[c] = (float)sum;
            GradientScale[c] = Scale[c];
            var slope = training ? -Scale[c] * product / (_deviations[c] * _deviations[c] * total) : 0;
            GradientSlope[c] = (float)slope;
            GradientShift[c] = training ? (float)((-Scale[c] * sum / total) - (slope * Mean[c])) : 0;
        }
    }

    public void Dispose()
    {
        _values.Dispose();
        _rows.Dispose();
    }

    private (double Mean, double Variance) Moments(int channel)
    {
        var mean = 0.0;
        for (var r = 0; r < _rowCount; r++)
            mean += First(r)[channel];
        mean /= _rowCount;
        var squares = 0.0;
        for (var r = 0; r < _rowCount; r++)
        {
            var apart = First(r)[channel] - mean;
            squares += Second(r)[channel] + (_count * apart * apart);
        }

        return (mean, squares / ((double)_rowCount * _count));
    }
}
