using System.Numerics;
using static MsMclr.MLNet.Trainers.Networks.Cpu.VectorMath;

namespace MsMclr.MLNet.Trainers.Networks.Cpu.Scales;

/// <summary>What motion attention ends with: features times one plus a gate, and their mean over joints and frames.</summary>
internal static unsafe class Gate
{
    /// <summary>Computes <c>mean[c] = mean over positions of x (1 + gate)</c>.</summary>
    public static void Mean(ScaleShape shape, float* x, float* gate, float* mean)
    {
        var share = new Vector<float>(1f / shape.Positions);
        nint wide = shape.Wide;
        for (nint c = 0; c < wide; c += Lanes.Count)
        {
            var sum = Vector<float>.Zero;
            for (nint v = 0; v < shape.Joints; v++)
            {
                var part = Vector<float>.Zero;
                var from = (v * shape.Frames * wide) + c;
                for (nint t = 0; t < shape.Frames; t++)
                {
                    var value = Load(x + from + (t * wide));
                    part += Fma(value, Load(gate + from + (t * wide)), value);
                }

                sum += part;
            }

            Store(mean + c, sum * share);
        }
    }

    /// <summary>Computes the gradient of what the gate is the sigmoid of: <c>d = dmean / positions * x * gate * (1 - gate)</c>.</summary>
    public static void Backward(ScaleShape shape, float* dMean, float* x, float* gate, float* d)
    {
        var share = new Vector<float>(1f / shape.Positions);
        nint wide = shape.Wide;
        for (nint p = 0; p < shape.WideLength; p += wide)
        {
            for (nint c = 0; c < wide; c += Lanes.Count)
            {
                var g = Load(gate + p + c);
                var slope = g * (Vector<float>.One - g);
                Store(d + p + c, Load(dMean + c) * share * Load(x + p + c) * slope);
            }
        }
    }

    /// <summary>Adds the gradient of the features themselves: <c>dx += dmean / positions * (1 + gate)</c>.</summary>
    public static void AddDirect(ScaleShape shape, float* dMean, float* gate, float* dx)
    {
        var share = new Vector<float>(1f / shape.Positions);
        nint wide = shape.Wide;
        for (nint p = 0; p < shape.WideLength; p += wide)
        {
            for (nint c = 0; c < wide; c += Lanes.Count)
            {
                var factor = Load(gate + p + c) + Vector<float>.One;
                Store(dx + p + c, Fma(Load(dMean + c) * share, factor, Load(dx + p + c)));
            }
        }
    }
}
