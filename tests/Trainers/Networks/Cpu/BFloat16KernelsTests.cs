using MsMclr.MLNet.Trainers.Networks.Cpu;

namespace MsMclr.MLNet.Tests;

public unsafe class BFloat16KernelsTests
{
    [Test]
    public void Values_go_to_the_nearest_of_16_bits_ties_to_even([Range(1, 40)] int length)
    {
        var random = new Random(length);
        var bits = Enumerable.Range(0, length).Select(_ => random.Next(int.MinValue, int.MaxValue));
        var values = bits.Select(BitConverter.Int32BitsToSingle).Where(float.IsFinite).ToArray();
        var expected = values.Select(Nearest).ToArray();
        Assert.That(Rounded(values, out var widened), Is.EqualTo(expected));
        Assert.That(widened, Is.EqualTo(expected), "kept and opened again");
    }

    [TestCase(1.00390625f, 1f, Description = "half way, to even below")]
    [TestCase(1.01171875f, 1.015625f, Description = "half way, to even above")]
    [TestCase(-0f, -0f)]
    [TestCase(1e-40f, 9.18355E-41f, Description = "subnormal")]
    [TestCase(float.MaxValue, float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity, float.NegativeInfinity)]
    [TestCase(float.NaN, float.NaN)]
    public void Borders_are_as_in_IEEE_754(float value, float expected)
        => Assert.That(Rounded([value], out _)[0], Is.EqualTo(expected).Within(1e-45f));

    [Test]
    public void A_NaN_of_any_payload_stays_one()
    {
        var values = new[] { 0x7FFFFFFFu, 0xFFFFFFFFu, 0x7F800001u }.Select(BitConverter.UInt32BitsToSingle).ToArray();
        Assert.That(Rounded(values, out var widened), Has.All.NaN);
        Assert.That(widened, Has.All.NaN);
    }

    private static float[] Rounded(float[] values, out float[] widened)
    {
        var rounded = (float[])values.Clone();
        var kept = new ushort[values.Length];
        widened = new float[values.Length];
        fixed (float* r = rounded, w = widened)
        fixed (ushort* k = kept)
        {
            BFloat16Kernels.Round(r, k, values.Length);
            BFloat16Kernels.Widen(k, w, values.Length);
        }

        return rounded;
    }

    // Of the two values of 16 bits around it, by their distance.
    private static float Nearest(float value)
    {
        var below = BitConverter.SingleToUInt32Bits(value) & 0xFFFF0000;
        double low = BitConverter.UInt32BitsToSingle(below);
        double high = BitConverter.UInt32BitsToSingle(below + 0x10000);
        if (double.IsInfinity(high))
            high = Math.CopySign(Math.Pow(2, 128), low);
        var toLow = Math.Abs(value - low);
        var toHigh = Math.Abs(high - value);
        var up = toHigh < toLow || (toHigh == toLow && (below & 0x10000) != 0);
        return up ? (float)high : (float)low;
    }
}
