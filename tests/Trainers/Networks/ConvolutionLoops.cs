namespace MsMclr.MLNet.Tests;

/// <summary>A convolution over time and its gradients, one multiplication after the other, from the formula alone.</summary>
internal sealed record ConvolutionLoops(int Rows, int Inputs, int Outputs, int Taps, int Stride, int Frames, int Joints)
{
    public int OutputFrames => ((Frames - 1) / Stride) + 1;

    /// <summary>The output, <c>[R, O, T', V]</c>.</summary>
    public double[] Forward(double[] x, double[] weight, double[] bias)
    {
        var y = new double[Rows * Outputs * OutputFrames * Joints];
        for (var i = 0; i < y.Length; i++)
            y[i] = bias[i / (OutputFrames * Joints) % Outputs];
        Each((input, tap, output) => y[output] += x[input] * weight[tap]);
        return y;
    }

    /// <summary>The gradient of the input, <c>[R, C, T, V]</c>.</summary>
    public double[] InputGradient(double[] upstream, double[] weight)
    {
        var gradient = new double[Rows * Inputs * Frames * Joints];
        Each((input, tap, output) => gradient[input] += upstream[output] * weight[tap]);
        return gradient;
    }

    /// <summary>The gradient of the weight, <c>[O, C, K, 1]</c>.</summary>
    public double[] WeightGradient(double[] upstream, double[] x)
    {
        var gradient = new double[Outputs * Inputs * Taps];
        Each((input, tap, output) => gradient[tap] += upstream[output] * x[input]);
        return gradient;
    }

    /// <summary>The gradient of the bias, <c>[O]</c>.</summary>
    public double[] BiasGradient(double[] upstream)
    {
        var gradient = new double[Outputs];
        for (var i = 0; i < upstream.Length; i++)
            gradient[i / (OutputFrames * Joints) % Outputs] += upstream[i];
        return gradient;
    }

    // Every product of the sum, by the places of its input, of its weight and of the output to which it adds.
    private void Each(Action<int, int, int> product)
    {
        for (var row = 0; row < Rows; row++)
        {
            for (var o = 0; o < Outputs; o++)
            {
                for (var c = 0; c < Inputs; c++)
                {
                    for (var k = 0; k < Taps; k++)
                        EachFrame(row, o, c, k, product);
                }
            }
        }
    }

    private void EachFrame(int row, int o, int c, int k, Action<int, int, int> product)
    {
        for (var t = 0; t < OutputFrames; t++)
        {
            var from = (Stride * t) + k - (Taps / 2);
            if (from < 0 || from >= Frames)
                continue;
            for (var v = 0; v < Joints; v++)
            {
                var input = (((((row * Inputs) + c) * Frames) + from) * Joints) + v;
                var output = (((((row * Outputs) + o) * OutputFrames) + t) * Joints) + v;
                product(input, (((o * Inputs) + c) * Taps) + k, output);
            }
        }
    }
}
