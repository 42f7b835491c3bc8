namespace MsMclr.MLNet.Trainers.Networks.Cpu.Scales;

/// <summary>
/// Motion: differences of neighbors in time, of neighboring joints, or the mean of both. Beyond the last neighbor stands 0, so the last
/// difference is the negative value itself.
/// </summary>
internal static unsafe class Differences
{
    /// <summary>Computes <c>z[v, t] = y[next] - y[v, t]</c>.</summary>
    public static void Forward(MotionAxes axes, ScaleShape shape, float* y, float* z)
    {
        new Span<float>(z, shape.NarrowLength).Clear();
        var factor = Factor(axes);
        if (axes != MotionAxes.Joint)
        {
            for (var v = 0; v < shape.Joints; v++)
                Add(y + (v * shape.NarrowJoint), z + (v * shape.NarrowJoint), shape.NarrowJoint, shape.Narrow, factor);
        }

        if (axes != MotionAxes.Time)
            Add(y, z, shape.NarrowLength, shape.NarrowJoint, factor);
    }

    /// <summary>Computes the gradient of y from that of z.</summary>
    public static void Backward(MotionAxes axes, ScaleShape shape, float* dz, float* dy)
    {
        new Span<float>(dy, shape.NarrowLength).Clear();
        var factor = Factor(axes);
        if (axes != MotionAxes.Joint)
        {
            for (var v = 0; v < shape.Joints; v++)
                AddBack(dz + (v * shape.NarrowJoint), dy + (v * shape.NarrowJoint), shape.NarrowJoint, shape.Narrow, factor);
        }

        if (axes != MotionAxes.Time)
            AddBack(dz, dy, shape.NarrowLength, shape.NarrowJoint, factor);
    }

    private static float Factor(MotionAxes axes) => axes == MotionAxes.TimeAndJoint ? 0.5f : 1;

    // z[i] += factor * (y[i + shift] - y[i])
    private static void Add(float* y, float* z, int length, int shift, float factor)
    {
        ElementKernels.AddScaled(y + shift, factor, z, length - shift);
        ElementKernels.AddScaled(y, -factor, z, length);
    }

    // dy[i] += factor * (dz[i - shift] - dz[i])
    private static void AddBack(float* dz, float* dy, int length, int shift, float factor)
    {
        ElementKernels.AddScaled(dz, factor, dy + shift, length - shift);
        ElementKernels.AddScaled(dz, -factor, dy, length);
    }
}
