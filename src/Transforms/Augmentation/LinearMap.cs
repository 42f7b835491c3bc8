using System.Numerics;
using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Transforms.Augmentation;

/// <summary>A 3x3 matrix that every joint (a column vector x, y, z) is multiplied by.</summary>
/// <remarks>Its entries stand row by row: <c>x' = XX x + XY y + XZ z</c>, and so on.</remarks>
internal readonly record struct LinearMap(
    double XX, double XY, double XZ,
    double YX, double YY, double YZ,
    double ZX, double ZY, double ZZ)
{
    /// <summary>The map that applies <paramref name="right"/> first.</summary>
    public static LinearMap operator *(LinearMap left, LinearMap right) => new(
        (left.XX * right.XX) + (left.XY * right.YX) + (left.XZ * right.ZX),
        (left.XX * right.XY) + (left.XY * right.YY) + (left.XZ * right.ZY),
        (left.XX * right.XZ) + (left.XY * right.YZ) + (left.XZ * right.ZZ),
        (left.YX * right.XX) + (left.YY * right.YX) + (left.YZ * right.ZX),
        (left.YX * right.XY) + (left.YY * right.YY) + (left.YZ * right.ZY),
        (left.YX * right.XZ) + (left.YY * right.YZ) + (left.YZ * right.ZZ),
        (left.ZX * right.XX) + (left.ZY * right.YX) + (left.ZZ * right.ZX),
        (left.ZX * right.XY) + (left.ZY * right.YY) + (left.ZZ * right.ZY),
        (left.ZX * right.XZ) + (left.ZY * right.YZ) + (left.ZZ * right.ZZ));

    /// <summary>Multiplies every joint, several at a time where the processor can.</summary>
    public void Apply(in SkeletonClip clip)
    {
        var x = clip.Channel(0);
        var y = clip.Channel(1);
        var z = clip.Channel(2);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(x);
        ApplyVectors(vectors, MemoryMarshal.Cast<float, Vector<float>>(y), MemoryMarshal.Cast<float, Vector<float>>(z));
        for (var i = vectors.Length * Vector<float>.Count; i < x.Length; i++)
        {
            var a = x[i];
            var b = y[i];
            var c = z[i];
            x[i] = ((float)XX * a) + ((float)XY * b) + ((float)XZ * c);
            y[i] = ((float)YX * a) + ((float)YY * b) + ((float)YZ * c);
            z[i] = ((float)ZX * a) + ((float)ZY * b) + ((float)ZZ * c);
        }
    }

    private void ApplyVectors(Span<Vector<float>> x, Span<Vector<float>> y, Span<Vector<float>> z)
    {
        var xx = new Vector<float>((float)XX);
        var xy = new Vector<float>((float)XY);
        var xz = new Vector<float>((float)XZ);
        var yx = new Vector<float>((float)YX);
        var yy = new Vector<float>((float)YY);
        var yz = new Vector<float>((float)YZ);
        var zx = new Vector<float>((float)ZX);
        var zy = new Vector<float>((float)ZY);
        var zz = new Vector<float>((float)ZZ);
        for (var i = 0; i < x.Length; i++)
        {
            var a = x[i];
            var b = y[i];
            var c = z[i];
            x[i] = (xx * a) + (xy * b) + (xz * c);
            y[i] = (yx * a) + (yy * b) + (yz * c);
            z[i] = (zx * a) + (zy * b) + (zz * c);
        }
    }
}
