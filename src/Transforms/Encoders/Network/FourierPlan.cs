using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Transforms.Encoders.Network;

/// <summary>
/// A temporal convolution of nine taps as products in the frequency domain: transforms of frames, of taps, and back. 13 frames take
/// 25 products where the taps take 117, 6 frames 14 for 54.
/// </summary>
/// <remarks>
/// <para>The discrete Fourier transform of T real frames has about T / 2 complex frequencies. In each of them the convolution is one
/// complex product, and a complex product takes three real ones (Gauss). So P is about 3 T / 2 products for each pair of channels,
/// instead of one for each tap of each frame.</para>
/// <para>The transforms are written out as matrices of real numbers: a row of <see cref="Forward"/> is one product's factor from the
/// frames, the same row of <see cref="Taps"/> its factor from the taps, and a column of <see cref="Back"/> says what the product adds to
/// each frame.</para>
/// </remarks>
internal sealed class FourierPlan
{
    private const int TemporalKernel = EncoderArchitecture.TemporalKernel;
    private const int Middle = TemporalKernel / 2;

    private FourierPlan(int frames)
    {
        Frames = frames;
        var products = ProductsOf(frames);
        Products = products.Count;
        Forward = Table(Products, frames, (p, t) => products[p].Forward(t));
        Taps = Table(Products, TemporalKernel, (p, j) => products[p].Tap(j - Middle));
        Back = Table(frames, Products, (t, p) => products[p].Back(t));
        ForwardTransposed = Table(frames, Products, (t, p) => products[p].Forward(t));
        TapsTransposed = Table(TemporalKernel, Products, (j, p) => products[p].Tap(j - Middle));
        BackTransposed = Table(Products, frames, (p, t) => products[p].Back(t));
    }

    /// <summary>T.</summary>
    public int Frames { get; }

    /// <summary>P.</summary>
    public int Products { get; }

    /// <summary>From frames to factors, <c>[P, T]</c>.</summary>
    public float[] Forward { get; }

    /// <summary>From taps to factors, <c>[P, 9]</c>.</summary>
    public float[] Taps { get; }

    /// <summary>From products to frames, <c>[T, P]</c>.</summary>
    public float[] Back { get; }

    /// <summary><see cref="Forward"/> with rows and columns exchanged, <c>[T, P]</c>.</summary>
    public float[] ForwardTransposed { get; }

    /// <summary><see cref="Taps"/> with rows and columns exchanged, <c>[9, P]</c>.</summary>
    public float[] TapsTransposed { get; }

    /// <summary><see cref="Back"/> with rows and columns exchanged, <c>[P, T]</c>.</summary>
    public float[] BackTransposed { get; }

    /// <summary>
    /// A plan where it takes less time than the taps do, as measured (docs/performance.md): wide blocks without a stride.
    /// </summary>
    public static FourierPlan? For(int channels, int frames, int stride)
        => stride == 1 && channels >= 64 && frames is > 1 and <= 32 ? new(frames) : null;

    // y[t] = sum over f of e^(i f t) X(f) W(f) / N with W(f) = sum over d of w[d] e^(i f d), d the tap's distance from the middle.
    private static List<FourierProduct> ProductsOf(int frames)
    {
        // Long enough that the circle's wrap meets only zeros.
        var length = Math.Max(frames + Middle, TemporalKernel);
        var products = new List<FourierProduct> { FourierProduct.Real(0, length) };
        for (var f = 1; 2 * f < length; f++)
            products.AddRange(FourierProduct.Complex(2 * Math.PI * f / length, length));
        if (length % 2 == 0)
            products.Add(FourierProduct.Real(Math.PI, length));
        return products;
    }

    private static float[] Table(int rows, int columns, Func<int, int, double> value)
        => [.. Enumerable.Range(0, rows * columns).Select(i => (float)value(i / columns, i % columns))];
}
