using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Transforms.Encoders.Network;

/// <summary>
/// A temporal convolution of nine taps as products in the frequency domain: transforms of frames, of taps, and back, with
/// three real products for a complex one (Gauss). 13 frames take 25 products where the taps take 117, 6 frames 14 for 54.
/// </summary>
internal sealed class FourierPlan
{
    private const int TemporalKernel = EncoderArchitecture.TemporalKernel;

    private FourierPlan(int frames)
    {
        Frames = frames;
        // Long enough that the circle's wrap meets only zeros.
        var length = Math.Max(frames + (TemporalKernel / 2), TemporalKernel);
        List<Func<int, double>> forward = [], taps = [], back = [];
        Real(forward, taps, back, 0, length);
        for (var f = 1; 2 * f < length; f++)
            Complex(forward, taps, back, 2 * Math.PI * f / length, length);
        if (length % 2 == 0)
            Real(forward, taps, back, Math.PI, length);
        Products = forward.Count;
        Forward = Table(Products, frames, (p, t) => forward[p](t));
        Taps = Table(Products, TemporalKernel, (p, j) => taps[p](j - (TemporalKernel / 2)));
        Back = Table(frames, Products, (t, p) => back[p](t));
        ForwardTransposed = Table(frames, Products, (t, p) => forward[p](t));
        TapsTransposed = Table(TemporalKernel, Products, (j, p) => taps[p](j - (TemporalKernel / 2)));
        BackTransposed = Table(Products, frames, (p, t) => back[p](t));
    }

    public int Frames { get; }

    public int Products { get; }

    /// <summary><c>[P, T]</c>.</summary>
    public float[] Forward { get; }

    /// <summary><c>[P, 9]</c>.</summary>
    public float[] Taps { get; }

    /// <summary><c>[T, P]</c>.</summary>
    public float[] Back { get; }

    public float[] ForwardTransposed { get; }

    public float[] TapsTransposed { get; }

    public float[] BackTransposed { get; }

    /// <summary>A plan where it takes less time than the taps do, as measured (docs/performance.md): wide blocks without a stride.</summary>
    public static FourierPlan? For(int channels, int frames, int stride)
        => stride == 1 && channels >= 64 && frames is > 1 and <= 32 ? new(frames) : null;

    // y[t] = sum over f of e^(i f t) X(f) W(f) / N with W(f) = sum over d of w[d] e^(i f d), d the tap's distance from the middle.
    private static void Real(List<Func<int, double>> forward, List<Func<int, double>> taps, List<Func<int, double>> back, double angle, int length)
    {
        forward.Add(t => Math.Cos(angle * t));
        taps.Add(d => Math.Cos(angle * d));
        back.Add(t => Math.Cos(angle * t) / length);
    }

    // (a + ib)(c + id): k1 = (a + b) c, k2 = a (d - c), k3 = b (c + d); real k1 - k3, imaginary k1 + k2.
    private static void Complex(List<Func<int, double>> forward, List<Func<int, double>> taps, List<Func<int, double>> back, double angle, int length)
    {
        double C(int t) => Math.Cos(angle * t);
        double S(int t) => Math.Sin(angle * t);
        forward.AddRange([t => C(t) - S(t), C, t => -S(t)]);
        taps.AddRange([C, d => S(d) - C(d), d => C(d) + S(d)]);
        back.AddRange([t => 2 * (C(t) - S(t)) / length, t => -2 * S(t) / length, t => -2 * C(t) / length]);
    }

    private static float[] Table(int rows, int columns, Func<int, int, double> value)
        => [.. Enumerable.Range(0, rows * columns).Select(i => (float)value(i / columns, i % columns))];
}
