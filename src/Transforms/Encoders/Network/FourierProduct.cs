namespace MsMclr.MLNet.Transforms.Encoders.Network;

/// <summary>One real product of a <see cref="FourierPlan"/>.</summary>
/// <param name="Forward">How much a frame counts in the first factor.</param>
/// <param name="Tap">How much a tap counts in the second factor, by its distance from the middle.</param>
/// <param name="Back">How much of the product goes to a frame.</param>
internal sealed record FourierProduct(Func<int, double> Forward, Func<int, double> Tap, Func<int, double> Back)
{
    /// <summary>The product of a frequency whose transform is real: 0, or half the length.</summary>
    public static FourierProduct Real(double angle, int length) => new(
        t => Math.Cos(angle * t),
        d => Math.Cos(angle * d),
        t => Math.Cos(angle * t) / length);

    /// <summary>
    /// The three products of a complex frequency and its conjugate. Gauss: of (a + ib)(c + id) take k1 = (a + b) c, k2 = a (d - c) and
    /// k3 = b (c + d); the real part is k1 - k3, the imaginary one k1 + k2.
    /// </summary>
    public static FourierProduct[] Complex(double angle, int length)
    {
        double C(int t) => Math.Cos(angle * t);
        double S(int t) => Math.Sin(angle * t);
        return
        [
            new(t => C(t) - S(t), C, t => 2 * (C(t) - S(t)) / length),
            new(C, d => S(d) - C(d), t => -2 * S(t) / length),
            new(t => -S(t), d => C(d) + S(d), t => -2 * C(t) / length),
        ];
    }
}
