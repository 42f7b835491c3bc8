using System.Numerics;
using System.Numerics.Tensors;
using static MsMclr.MLNet.Trainers.Networks.Cpu.VectorMath;

namespace MsMclr.MLNet.Trainers.Networks.Cpu.Scales;

/// <summary>
/// Frames attend to one another: <c>a = softmax(z z^T / sqrt(d)) z</c>, where a frame's token is what all joints have of it.
/// </summary>
internal static unsafe class TimeAttention
{
    /// <summary>Computes <c>softmax(z z^T / sqrt(d))</c>, <c>[T, T]</c>.</summary>
    public static void Weights(ScaleShape shape, float* z, float* weights)
    {
        Products(shape, z, z, weights);
        var scale = 1 / MathF.Sqrt(shape.Token);
        for (var t = 0; t < shape.Frames; t++)
        {
            var row = new Span<float>(weights + (t * shape.Frames), shape.Frames);
            TensorPrimitives.Subtract(row, TensorPrimitives.Max<float>(row), row);
            TensorPrimitives.Multiply(row, scale, row);
            TensorPrimitives.Exp(row, row);
            TensorPrimitives.Divide(row, TensorPrimitives.Sum<float>(row), row);
        }
    }

    /// <summary>Computes <c>y[v, t] = skip[v, t] + sum over u of weights[t, u] z[v, u]</c>.</summary>
    public static void Combine(ScaleShape shape, float* weights, float* z, float* skip, float* y)
    {
        for (var v = 0; v < shape.Joints; v++)
        {
            nint joint = v * shape.NarrowJoint;
            for (var t = 0; t < shape.Frames; t++)
            {
                var at = joint + (t * shape.Narrow);
                var factors = new ReadOnlySpan<float>(weights + (t * shape.Frames), shape.Frames);
                LinearCombination.Compute(factors, z + joint, shape.Narrow, skip == null ? null : skip + at, y + at, shape.Narrow);
            }
        }
    }

    /// <summary>Computes the gradient of z.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="weights">What <see cref="Weights"/> gave.</param>
    /// <param name="z">The tokens.</param>
    /// <param name="da">The gradient of the combination.</param>
    /// <param name="dz">The gradient of the tokens.</param>
    /// <param name="room">Room for two matrices <c>[T, T]</c>, and for as much as <paramref name="z"/>.</param>
    public static void Backward(ScaleShape shape, float* weights, float* z, float* da, float* dz, float* room)
    {
        var frames = shape.Frames;
        var ofScores = room;
        var turned = ofScores + (frames * frames);
        var first = turned + (frames * frames);
        Products(shape, da, z, ofScores);
        ScoreGradients(frames, weights, ofScores, 1 / MathF.Sqrt(shape.Token));
        Transpose(frames, weights, turned);
        Combine(shape, turned, da, skip: null, first);
        Transpose(frames, ofScores, turned);
        var both = new Span<float>(turned, frames * frames);
        TensorPrimitives.Add(new(ofScores, frames * frames), both, both);
        Combine(shape, turned, z, first, dz);
    }

    // The gradient of the scores from that of the weights, in place: ds = scale * w * (dw - sum over u of w[u] dw[u]).
    private static void ScoreGradients(int frames, float* weights, float* gradients, float scale)
    {
        for (var t = 0; t < frames; t++)
        {
            var row = new Span<float>(gradients + (t * frames), frames);
            var w = new ReadOnlySpan<float>(weights + (t * frames), frames);
            TensorPrimitives.Subtract(row, TensorPrimitives.Dot(w, row), row);
            TensorPrimitives.Multiply(row, w, row);
            TensorPrimitives.Multiply(row, scale, row);
        }
    }

    // p[t, u] = sum over v of a[v, t] . b[v, u]
    private static void Products(ScaleShape shape, float* a, float* b, float* p)
    {
        for (nint t = 0; t < shape.Frames; t++)
        {
            for (nint u = 0; u < shape.Frames; u++)
                *p++ = Product(shape, a + (t * shape.Narrow), b + (u * shape.Narrow));
        }
    }

    private static float Product(ScaleShape shape, float* a, float* b)
    {
        nint joint = shape.NarrowJoint;
        var sum = Vector<float>.Zero;
        for (nint v = 0; v < shape.Joints; v++, a += joint, b += joint)
        {
            for (nint c = 0; c < shape.Narrow; c += Lanes.Count)
                sum = Fma(Load(a + c), Load(b + c), sum);
        }

        return Vector.Sum(sum);
    }

    private static void Transpose(int frames, float* from, float* to)
    {
        for (var t = 0; t < frames; t++)
        {
            for (var u = 0; u < frames; u++)
                to[(u * frames) + t] = from[(t * frames) + u];
        }
    }
}
