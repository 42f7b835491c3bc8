using System.Numerics;
using static MsMclr.MLNet.Trainers.Networks.Cpu.VectorMath;

namespace MsMclr.MLNet.Trainers.Networks.Cpu.Scales;

/// <summary>Layer normalization over joints, for each frame and channel by itself, without gain and bias (method, section 6).</summary>
internal static unsafe class JointNormalization
{
    private const float Epsilon = 1e-5f;

    /// <summary>Computes <c>y = (x - mean) * scale</c>, with <c>scale = 1 / sqrt(variance + 1e-5)</c>.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="x">What is normalized, <c>[V', T, C]</c>.</param>
    /// <param name="y">The result.</param>
    /// <param name="scale">The scales, <c>[T, C]</c>.</param>
    public static void Forward(ScaleShape shape, float* x, float* y, float* scale)
    {
        nint joint = shape.NarrowJoint;
        var share = new Vector<float>(1f / shape.Joints);
        for (nint i = 0; i < joint; i += Lanes.Count)
        {
            var sum = Vector<float>.Zero;
            for (nint v = 0; v < shape.Joints; v++)
                sum += Load(x + (v * joint) + i);
            var mean = sum * share;
            var squares = Vector<float>.Zero;
            for (nint v = 0; v < shape.Joints; v++)
            {
                var deviation = Load(x + (v * joint) + i) - mean;
                squares = Fma(deviation, deviation, squares);
            }

            var factor = Vector<float>.One / Vector.SquareRoot((squares * share) + new Vector<float>(Epsilon));
            Store(scale + i, factor);
            for (nint v = 0; v < shape.Joints; v++)
                Store(y + (v * joint) + i, (Load(x + (v * joint) + i) - mean) * factor);
        }
    }

    /// <summary>Adds the gradient of x: <c>dx += scale * (dy - mean(dy) - y * mean(dy * y))</c>.</summary>
    public static void Backward(ScaleShape shape, float* dy, float* y, float* scale, float* dx)
    {
        nint joint = shape.NarrowJoint;
        var share = new Vector<float>(1f / shape.Joints);
        for (nint i = 0; i < joint; i += Lanes.Count)
        {
            var sum = Vector<float>.Zero;
            var products = Vector<float>.Zero;
            for (nint v = 0; v < shape.Joints; v++)
            {
                var gradient = Load(dy + (v * joint) + i);
                sum += gradient;
                products = Fma(gradient, Load(y + (v * joint) + i), products);
            }

            var mean = sum * share;
            var slope = products * share;
            var factor = Load(scale + i);
            for (nint v = 0; v < shape.Joints; v++)
            {
                var at = (v * joint) + i;
                var centered = Load(dy + at) - mean - (Load(y + at) * slope);
                Store(dx + at, Fma(factor, centered, Load(dx + at)));
            }
        }
    }
}
