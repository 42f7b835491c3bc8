using System.Numerics;
using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Transforms.Augmentation;

/// <summary>A 2x2 matrix that x and y of every joint are multiplied by. What else a joint has, a depth or a score, stays.</summary>
internal readonly record struct PlanarMap(float XX, float XY, float YX, float YY)
{
    public void Apply(in SkeletonClip clip)
    {
        if (clip.Coordinates < 2)
        {
            throw new ArgumentException(
                $"Two coordinates a joint are needed, but the clip's shape is {clip.Shape}; leave steps of the plane out for such clips.");
        }

        var x = clip.Channel(0);
        var y = clip.Channel(1);
        var xs = MemoryMarshal.Cast<float, Vector<float>>(x);
        var ys = MemoryMarshal.Cast<float, Vector<float>>(y);
        for (var i = 0; i < xs.Length; i++)
        {
            var a = xs[i];
            var b = ys[i];
            xs[i] = (XX * a) + (XY * b);
            ys[i] = (YX * a) + (YY * b);
        }

        for (var i = xs.Length * Vector<float>.Count; i < x.Length; i++)
        {
            var a = x[i];
            var b = y[i];
            x[i] = (XX * a) + (XY * b);
            y[i] = (YX * a) + (YY * b);
        }
    }
}
