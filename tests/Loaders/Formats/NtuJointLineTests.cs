using System.Globalization;
using System.Text;
using CsCheck;

namespace MsMclr.MLNet.Tests;

public class NtuJointLineTests
{
    private const string Rest = " 277.419 191.8218 1036.233 519.1677 -0.2059419 0.05349901 0.9692109 -0.1239193 2";

    private static readonly string[] Odd = ["-0.0", "0.00000001", "9.99999999", "1", "-1.", ".5", "12.5", "1e-3", "0.123456789", "+0.5", "x", "--1.0", "0.1234567x", "0,5", "-0.5", "", "1.5\t", "NaN"];

    [Test]
    public void What_the_fast_way_takes_is_what_the_general_way_reads()
    {
        var plain = Gen.Select(Gen.Bool, Gen.Int[0, 9], Gen.Int[1, 14].SelectMany(digits => Gen.Int[0, 9].Array[digits]))
            .Select((negative, whole, digits) => $"{(negative ? "-" : "")}{whole}.{string.Concat(digits)}");
        var number = Gen.Frequency((8, plain), (1, OneOf(Odd)), (1, Gen.Float[-1000, 1000].Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
        var taken = 0;
        Gen.Select(number, number, number, OneOf("\n", "\r\n"), OneOf("", " ", " 3", new string('7', 90))).Sample((x, y, z, newLine, more) =>
        {
            var line = $"{x} {y} {z}{Rest}{more}{newLine}";
            var position = new float[3];
            var length = NtuJointLine.Read(Encoding.ASCII.GetBytes(line + new string('0', 200)), position);
            if (length == 0)
                return true;
            Interlocked.Increment(ref taken);
            return length == line.Length && position.SequenceEqual(new[] { x, y, z }.Select(text => (float)double.Parse(text, CultureInfo.InvariantCulture)));
        }, iter: 20_000);
        Assert.That(taken, Is.GreaterThan(1_000), "the fast way has to be taken where it can be");
    }

    [TestCase("0.5 0.25 -0.125", true)]
    [TestCase("0.5  0.25 -0.125", false)]
    [TestCase(" 0.5 0.25 -0.125", false)]
    [TestCase("0.5 0.25", false)]
    public void A_line_of_another_form_goes_the_general_way(string numbers, bool fast)
    {
        var position = new float[3];
        var length = NtuJointLine.Read(Encoding.ASCII.GetBytes($"{numbers}{Rest}\n{new string('1', 200)}"), position);
        Assert.That(length, Is.EqualTo(fast ? numbers.Length + Rest.Length + 1 : 0));
        if (fast)
            Assert.That(position, Is.EqualTo(new[] { 0.5f, 0.25f, -0.125f }));
    }

    [Test]
    public void Lines_at_the_end_of_the_text_and_lines_without_an_end_are_left_to_the_general_way()
    {
        Assert.That(NtuJointLine.Read(Encoding.ASCII.GetBytes($"0.5 0.25 -0.125{Rest}\n"), new float[3]), Is.Zero);
        Assert.That(NtuJointLine.Read(Encoding.ASCII.GetBytes($"0.5 0.25 -0.125{Rest}{new string('1', 300)}"), new float[3]), Is.Zero);
        Assert.That(NtuJointLine.Read(Encoding.ASCII.GetBytes($"0.5 {new string('1', 100)} 0.25{Rest}\n{new string('1', 300)}"), new float[3]), Is.Zero);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
