using System.Runtime.Intrinsics;

namespace MsMclr.MLNet.Transforms.Augmentation;

/// <summary>
/// Normal numbers, sixteen at a time: four xoshiro256++ generators side by side and the Box-Muller transform (1958) in vectors.
/// </summary>
/// <remarks>
/// The transform makes two independent normal numbers of a radius sqrt(-2 ln u) and a uniform angle: radius times cosine, and radius
/// times sine. Series and square roots take the place of a mathematics library, and there is no fused multiply-add, so that every
/// platform gives the same bits.
/// </remarks>
internal ref struct NormalSource
{
    private const int Block = 16;
    private Vector256<ulong> _s0;
    private Vector256<ulong> _s1;
    private Vector256<ulong> _s2;
    private Vector256<ulong> _s3;

    public NormalSource(ref AugmentationRandom random)
    {
        _s0 = Draw(ref random);
        _s1 = Draw(ref random);
        _s2 = Draw(ref random);
        _s3 = Draw(ref random);
    }

    public void Fill(Span<float> destination, float standardDeviation)
    {
        var scale = Vector256.Create(standardDeviation);
        while (destination.Length >= Block)
        {
            var (first, second) = Next(scale);
            first.CopyTo(destination);
            second.CopyTo(destination[8..]);
            destination = destination[Block..];
        }

        if (destination.IsEmpty)
            return;
        Span<float> rest = stackalloc float[Block];
        var (a, b) = Next(scale);
        a.CopyTo(rest);
        b.CopyTo(rest[8..]);
        rest[..destination.Length].CopyTo(destination);
    }

    private (Vector256<float> First, Vector256<float> Second) Next(Vector256<float> scale)
    {
        var radius = scale * Radius(NextBits());
        var bits = NextBits();
        var (cosine, sine) = EighthTurn(bits);

        // The angle is within an eighth of a turn of 0; two more bits take it round the circle.
        var swap = Vector256.Equals(bits & Vector256.Create(1u), Vector256<uint>.Zero).AsSingle();
        var sign = ((bits & Vector256.Create(2u)) << 30).AsSingle();
        radius ^= sign;
        var first = Vector256.ConditionalSelect(swap, cosine, sine);
        var second = Vector256.ConditionalSelect(swap, sine, cosine);
        return (radius * first, radius * second);
    }

    // sqrt(-2 ln u), u uniform on the odd multiples of 2^-25 below 1 (never 0). ln(m 2^e) = e ln 2 + 2 artanh((m - 1) / (m + 1)).
    private static Vector256<float> Radius(Vector256<uint> bits)
    {
        var uniform = (Vector256.ConvertToSingle((bits >> 9).AsInt32()) + Vector256.Create(0.5f)) * Vector256.Create(1f / (1 << 23));
        var raw = uniform.AsInt32() - Vector256.Create(0x3F3504F3);
        var exponent = Vector256.ConvertToSingle(raw >> 23);
        var mantissa = ((raw & Vector256.Create(0x007FFFFF)) + Vector256.Create(0x3F3504F3)).AsSingle();
        var s = (mantissa - Vector256<float>.One) / (mantissa + Vector256<float>.One);
        var s2 = s * s;

        // 1 + s^2 / 3 + s^4 / 5 + s^6 / 7, innermost term first.
        var series = Vector256.Create(1 / 5f) + (s2 * Vector256.Create(1 / 7f));
        series = Vector256.Create(1 / 3f) + (s2 * series);
        series = Vector256<float>.One + (s2 * series);
        var log = (exponent * Vector256.Create(0.6931471805599453f)) + (Vector256.Create(2f) * s * series);
        return Vector256.Sqrt(Vector256.Max(Vector256<float>.Zero, Vector256.Create(-2f) * log));
    }

    private static (Vector256<float> Cosine, Vector256<float> Sine) EighthTurn(Vector256<uint> bits)
    {
        var centered = Vector256.ConvertToSingle((bits >> 8).AsInt32() - Vector256.Create(1 << 23));
        var angle = centered * Vector256.Create((float)(Math.PI / 4 / (1 << 23)));
        var a2 = angle * angle;

        // The series of Taylor, innermost term first: a - a^3 / 3! + a^5 / 5! - a^7 / 7!.
        var sine = Vector256.Create(1 / 120f) - (a2 * Vector256.Create(1 / 5040f));
        sine = Vector256.Create(1 / 6f) - (a2 * sine);
        sine = angle * (Vector256<float>.One - (a2 * sine));

        // 1 - a^2 / 2! + a^4 / 4! - a^6 / 6! + a^8 / 8!.
        var cosine = Vector256.Create(1 / 720f) - (a2 * Vector256.Create(1 / 40320f));
        cosine = Vector256.Create(1 / 24f) - (a2 * cosine);
        cosine = Vector256.Create(0.5f) - (a2 * cosine);
        cosine = Vector256<float>.One - (a2 * cosine);
        return (cosine, sine);
    }

    private Vector256<uint> NextBits()
    {
        var sum = _s0 + _s3;
        var result = ((sum << 23) | (sum >>> 41)) + _s0;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = (_s3 << 45) | (_s3 >>> 19);
        return result.AsUInt32();
    }

    private static Vector256<ulong> Draw(ref AugmentationRandom random)
        => Vector256.Create(random.NextUInt64(), random.NextUInt64(), random.NextUInt64(), random.NextUInt64());
}
