using System.Globalization;
using System.Text;
using CsCheck;
using MsMclr.MLNet.Loaders.Formats.Ntu;

namespace MsMclr.MLNet.Tests;

public class NtuJointLinesTests
{
    private const string Rest = " 277.419 191.8218 1036.233 519.1677 -0.2059419 0.05349901 0.9692109 -0.1239193 2";

    private static readonly string[] Odd =
    [
        "-0.0", "0.00000001", "9.99999999", "9.9999999999999", "0.00000000000001", "1", "-0", "-1.", "-", "--", "1-",
        ".5", "..5", "1..5", "1.5.", "12.5", "1e-3", "0.123456789", "+0.5", "x", "--1.0", "0.1234567x", "0,5", "-0.5", "",
        "1.5\t", "NaN",
    ];

    [Test]
    public void What_the_fast_way_takes_is_what_the_general_way_reads()
    {
        var plain = Gen.Select(Gen.Bool, Gen.Int[0, 9], Gen.Int[1, 14].SelectMany(digits => Gen.Int[0, 9].Array[digits]))
            .Select((negative, whole, digits) => $"{(negative ? "-" : "")}{whole}.{string.Concat(digits)}");
        var shortest = Gen.Float[-1000, 1000].Select(value => value.ToString("R", CultureInfo.InvariantCulture));
        var number = Gen.Frequency((8, plain), (1, OneOf(Odd)), (1, shortest));
        var end = OneOf("", " ", " 3", new string('7', 90));
        var taken = 0;
        Gen.Select(number, number, number, OneOf("\n", "\r\n"), end).Sample((x, y, z, newLine, more) =>
        {
            var line = $"{x} {y} {z}{Rest}{more}{newLine}";
            var (read, length, position) = ReadOne(line + new string('0', 200));
            if (read == 0)
                return length == 0;
            Interlocked.Increment(ref taken);
            // Bits, so that the minus of a zero counts.
            return length == line.Length && position.Select(BitConverter.SingleToInt32Bits).SequenceEqual(
                new[] { x, y, z }.Select(text => BitConverter.SingleToInt32Bits((float)double.Parse(text, CultureInfo.InvariantCulture))));
        }, iter: 50_000);
        Assert.That(taken, Is.GreaterThan(1_000), "the fast way has to be taken where it can be");
    }

    [TestCase("0.5 0.25 -0.125", true)]
    [TestCase("0.5  0.25 -0.125", false)]
    [TestCase(" 0.5 0.25 -0.125", false)]
    [TestCase("0.5 0.25", false)]
    public void A_line_of_another_form_goes_the_general_way(string numbers, bool fast)
    {
        var (read, length, position) = ReadOne($"{numbers}{Rest}\n{new string('1', 200)}");
        Assert.That((read, length), Is.EqualTo(fast ? (1, numbers.Length + Rest.Length + 1) : (0, 0)));
        if (fast)
            Assert.That(position, Is.EqualTo(new[] { 0.5f, 0.25f, -0.125f }));
    }

    [Test]
    public void Lines_are_read_until_one_is_not_plain_or_the_values_are_full()
    {
        string[] lines = ["1 2 3", "-4 5.5 6.25", "7e0 8 9", "1 2 3"];
        var bytes = Encoding.ASCII.GetBytes($"\n{string.Concat(lines.Select(line => line + Rest + "\n"))}{new string('1', 200)}");
        var at = 1;
        var values = new float[75];
        Assert.That(NtuJointLines.Read(bytes, ref at, values), Is.EqualTo(2));
        Assert.That(at, Is.EqualTo(1 + (2 * (Rest.Length + 1)) + lines[0].Length + lines[1].Length));
        Assert.That(values[..6], Is.EqualTo(new[] { 1, 2, 3, -4, 5.5f, 6.25f }));
        at = 1;
        values = new float[3];
        Assert.That((NtuJointLines.Read(bytes, ref at, values), at), Is.EqualTo((1, 1 + lines[0].Length + Rest.Length + 1)));
        Assert.That((NtuJointLines.Read(bytes, ref at, []), at), Is.EqualTo((0, 1 + lines[0].Length + Rest.Length + 1)));
    }

    [TestCase("1 2 3 4 5 6 7 8 9 10 11 12", true)]
    [TestCase("1 2 3 4 5 6 7 8 9 10  12", true)]
    [TestCase("1 2 3 4 5 6 7 8 9 10 11 ", false)]
    [TestCase("1 2 3 4 5 6 7 8 9 10 11", false)]
    [TestCase("1 2 3 4 5 6 7 8 9 10 11 0", false)]
    [TestCase("1 2 3 4 5 6 7 8 9 10 11 1", true)]
    [TestCase("1 2 3 4 5 6 7 8 9 10 11 10", true)]
    [TestCase("1 2 3 4 5 6 7 8 9 10 11 12 13", false)]
    public void Eleven_spaces_between_something_and_something_are_twelve_fields(string line, bool fast)
    {
        foreach (var end in new[] { "\n", "\r\n" })
            Assert.That(ReadOne($"{line}{end}{new string('1', 200)}").Read, Is.EqualTo(fast ? 1 : 0));
    }

    [Test]
    public void Numbers_that_end_behind_the_first_block_are_left_to_the_general_way()
    {
        foreach (var (x, y) in new[] { (14, 47), (15, 46), (30, 31), (20, 27), (27, 28), (25, 35), (62, 1), (63, 1), (64, 1), (70, 1) })
            Assert.That(ReadOne($"1.{new string('1', x - 2)} {new string('2', y)} 3.1234567{Rest}\n{new string('1', 200)}").Read, Is.Zero);
        for (var spaces = 1; spaces < 80; spaces++)
        {
            var line = $"1{new string(' ', spaces)}2 3.123456789 4 5 6 7 8 9 10 11 12\n";
            Assert.That(ReadOne(line + new string('1', 200)).Read, Is.EqualTo(spaces == 1 ? 1 : 0));
        }
    }

    [Test]
    public void Lines_at_the_texts_end_and_lines_without_an_end_go_the_general_way()
    {
        var ones = new string('1', 300);
        string[] texts =
        [
            $"0.5 0.25 -0.125{Rest}\n",
            $"0.5 0.25 -0.125{Rest}{ones}",
            $"0.5 {new string('1', 100)} 0.25{Rest}\n{ones}",
        ];
        foreach (var text in texts)
            Assert.That(ReadOne(text).Read, Is.Zero);
        var bytes = Encoding.ASCII.GetBytes($"0.5 0.25 -0.125{Rest}\n{new string('1', 200)}");
        var at = 0;
        Assert.That(NtuJointLines.Read(bytes, ref at, new float[3]), Is.Zero, "nothing is before the line");
        Assert.That(NtuJointLines.Read([], ref at, new float[3]), Is.Zero);
    }

    [Test]
    public void What_is_around_the_text_does_not_matter()
    {
        var line = Encoding.ASCII.GetBytes($"\n-0.5 0.25 -0.125{Rest}\n");
        foreach (var around in " \n-5.\0"u8)
        {
            for (var behind = 0; behind < 200; behind++)
            {
                var memory = Enumerable.Repeat(around, 100 + line.Length + behind + 300).ToArray();
                var text = memory.AsSpan(100, line.Length + behind);
                line.CopyTo(text);
                text[line.Length..].Fill((byte)'1');
                var at = 1;
                var position = new float[4];
                // Three blocks of 64 bytes from the line on have to be text.
                Assert.That(NtuJointLines.Read(text, ref at, position), Is.EqualTo(text.Length - 1 >= 192 ? 1 : 0));
                Assert.That(position, Is.EqualTo(at > 1 ? [-0.5f, 0.25f, -0.125f, 0] : new float[4]));
            }
        }
    }

    // How many lines were read of a text that follows a line end, how many bytes they took, and the first position.
    private static (int Read, int Length, float[] Position) ReadOne(string text)
    {
        var at = 1;
        var position = new float[3];
        var read = NtuJointLines.Read(Encoding.ASCII.GetBytes("\n" + text), ref at, position);
        return (read, at - 1, position);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
