using System.Numerics.Tensors;
using MsMclr.MLNet.Heads.Labels;

namespace MsMclr.MLNet.Heads.Linear;

/// <summary>
/// Fits a linear layer as the papers do (method.md, section 8): cross entropy, SGD with momentum 0.9 and no weight decay, weights from
/// N(0, 0.02).
/// </summary>
internal sealed class LinearSgd(SoftmaxRegression layer, LabeledFeatures rows)
{
    private const float Momentum = 0.9f;
    private const double InitialDeviation = 0.02;
    private readonly float[] _weightGradient = new float[layer.Weights.Length];
    private readonly float[] _biasGradient = new float[layer.Biases.Length];
    private readonly float[] _weightMomentum = new float[layer.Weights.Length];
    private readonly float[] _biasMomentum = new float[layer.Biases.Length];

    public static SoftmaxRegression Fit(
        LabeledFeatures rows,
        LinearEvaluationOptions options,
        int seed,
        Action<SoftmaxRegression>? afterEpoch = null)
    {
        var random = new Random(seed);
        var layer = new SoftmaxRegression(rows.Classes, rows.Dimension);
        for (var i = 0; i < layer.Weights.Length; i++)
            layer.Weights[i] = (float)Gaussian(random, InitialDeviation);
        var descent = new LinearSgd(layer, rows);
        var order = Enumerable.Range(0, rows.Count).ToArray();
        for (var epoch = 1; epoch <= options.Epochs; epoch++)
        {
            random.Shuffle(order);
            var learningRate = options.LearningRate * (epoch > options.Epochs * 0.8 ? 0.1f : 1);
            for (var start = 0; start < order.Length; start += options.BatchSize)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                descent.Step(order.AsSpan(start, Math.Min(options.BatchSize, order.Length - start)), learningRate);
            }

            afterEpoch?.Invoke(layer);
        }

        return layer;
    }

    /// <summary>One step on a batch of row numbers; gives the mean cross entropy before it.</summary>
    public double Step(ReadOnlySpan<int> batch, float learningRate)
    {
        Array.Clear(_weightGradient);
        Array.Clear(_biasGradient);
        var errors = new float[rows.Classes];
        var loss = 0.0;
        foreach (var row in batch)
        {
            layer.Logits(rows[row], errors);
            loss -= errors[rows.Labels[row]] - LogSumExp(errors);
            SoftmaxRegression.Softmax(errors);
            errors[rows.Labels[row]] -= 1;
            for (var label = 0; label < errors.Length; label++)
            {
                var gradient = _weightGradient.AsSpan(label * rows.Dimension, rows.Dimension);
                TensorPrimitives.MultiplyAdd(rows[row], errors[label] / batch.Length, gradient, gradient);
                _biasGradient[label] += errors[label] / batch.Length;
            }
        }

        Update(layer.Weights, _weightGradient, _weightMomentum, learningRate);
        Update(layer.Biases, _biasGradient, _biasMomentum, learningRate);
        return loss / batch.Length;
    }

    // PyTorch's form: buf = 0.9 buf + g; the first buf is g.
    private static void Update(float[] parameters, float[] gradient, float[] momentum, float learningRate)
    {
        TensorPrimitives.MultiplyAdd(momentum, Momentum, gradient, momentum);
        TensorPrimitives.MultiplyAdd(momentum, -learningRate, parameters, parameters);
    }

    // Box and Muller's method.
    private static double Gaussian(Random random, double deviation)
    {
        var radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    private static double LogSumExp(ReadOnlySpan<float> logits)
    {
        var largest = TensorPrimitives.Max(logits);
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp(logit - largest);
        return largest + Math.Log(sum);
    }
}
