using System.Numerics;
using static MsMclr.MLNet.Trainers.Networks.Cpu.VectorMath;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>Loops over consecutive floats, element by element. Lengths are multiples of <see cref="Lanes.Count"/>.</summary>
internal static unsafe class ElementKernels
{
    /// <summary>Computes <c>y = max(0, y + x)</c>: a residual and the last ReLU.</summary>
    public static void AddRelu(float* x, float* y, int length)
    {
        for (var i = 0; i < length; i += Lanes.Count)
            Store(y + i, Vector.Max(Vector<float>.Zero, Load(y + i) + Load(x + i)));
    }

    /// <summary>Computes the gradient of ReLU, <c>dx = 0 where y is not above 0</c>, in place.</summary>
    /// <param name="y">What ReLU gave, or what it was given: both are above 0 at the same places.</param>
    /// <param name="dx">The gradient.</param>
    /// <param name="length">How many floats there are.</param>
    public static void ReluBackward(float* y, float* dx, int length)
    {
        for (var i = 0; i < length; i += Lanes.Count)
        {
            var positive = Vector.GreaterThan(Load(y + i), Vector<float>.Zero);
            Store(dx + i, Vector.ConditionalSelect(positive, Load(dx + i), Vector<float>.Zero));
        }
    }

    /// <summary>Computes <c>y += factor * x</c> (BLAS: axpy).</summary>
    public static void AddScaled(float* x, float factor, float* y, int length)
    {
        var f = new Vector<float>(factor);
        for (var i = 0; i < length; i += Lanes.Count)
            Store(y + i, Fma(Load(x + i), f, Load(y + i)));
    }

    /// <summary>Computes <c>sum over i of x[i] * y[i]</c>, even and odd registers apart so that one does not wait for the other.</summary>
    public static float Dot(float* x, float* y, int length)
    {
        var w = Lanes.Count;
        var even = Vector<float>.Zero;
        var odd = Vector<float>.Zero;
        var i = 0;
        for (; i + (2 * w) <= length; i += 2 * w)
        {
            even = Fma(Load(x + i), Load(y + i), even);
            odd = Fma(Load(x + i + w), Load(y + i + w), odd);
        }

        for (; i < length; i += w)
            even = Fma(Load(x + i), Load(y + i), even);
        return Vector.Sum(even + odd);
    }
}
