using System.Globalization;
using System.Text;
using CsCheck;
using Microsoft.ML.Data;
using MsMclr.MLNet.Fuzzing;

namespace MsMclr.MLNet.Tests;

// What ours makes of a file, whole or damaged, against NtuReference: the same clip to the bit, or refused at the same line.
public partial class NtuFormatTests
{
    private static readonly SkeletonLoader.Options FileOrder = new() { Format = SkeletonFormat.NtuRgbd, BodyOrder = BodyOrder.File };

    private static readonly Gen<string> LongDecimal = Gen.Select(Gen.Bool, Gen.Int[0, 9], Gen.Int[0, 9].Array[0, 15])
        .Select((negative, whole, digits) => $"{(negative ? "-" : "")}{whole}.{string.Concat(digits)}");

    private static readonly Gen<string> Coordinate = Gen.Frequency(
        (12, Gen.Float[-5, 5].Select(value => value.ToString("G7", CultureInfo.InvariantCulture))),
        (4, LongDecimal),
        (2, Gen.Int[-9, 9].Select(value => value.ToString(CultureInfo.InvariantCulture))),
        (1, Gen.Double[-1e5, 1e5].Select(value => value.ToString("R", CultureInfo.InvariantCulture))),
        (1, Gen.Float.Where(float.IsFinite).Select(value => value.ToString("E8", CultureInfo.InvariantCulture))));

    // Now and then a line so long or so short, or spaced so, that it is not the fast way's.
    private static readonly Gen<string> Rest = Gen.Frequency(
        (20, Gen.Const(" 277.419 191.8218 1036.233 519.1677 -0.2059419 0.05349901 0.9692109 -0.1239193 2")),
        (4, Gen.Const(" 1 2 3 4 0 0 0 0 2")),
        (2, Gen.Const(" 1 2 3 4 0 0 0 0 0")),
        (1, Gen.Const(" 277.419 191.8218 1036.233 519.1677 -0.2059419 0.05349901 0.9692109 -0.1239193 0 ")),
        (1, Gen.Const(" 1 2 3 4 0 0 0 0 10")),
        (1, Gen.Const(" 1 2 3 4 0  0 0 0 2")),
        (1, Gen.Const(" 1 2 3 4  0 0 0 2")),
        (1, Gen.Int[0, 200].Select(length => $" 1 2 3 4 0 0 0 0 {new string('7', length + 1)}")));

    private static readonly Gen<string> Joint =
        Gen.Select(Coordinate, Coordinate, Coordinate, Rest).Select((x, y, z, rest) => $"{x} {y} {z}{rest}");

    private static readonly Gen<string> NewLine = Gen.Bool.Select(windows => windows ? "\r\n" : "\n");

    private static readonly Gen<string> AnyFile = Gen.Select(Joint.Array[25].Array[0, 3].Array[1, 3], NewLine).Select(FileOf);

    [Test]
    public void Valid_files_read_to_the_bit_as_the_reference_reads_them()
        => AnyFile.Sample(text => Same(Encoding.ASCII.GetBytes(text)), iter: 2_000);

    [Test]
    public void Damaged_files_read_the_same_or_are_refused_at_the_same_line()
        => Gen.Select(AnyFile, Gen.Int).Sample((text, seed) => Same(Mutator.Mutate(Encoding.ASCII.GetBytes(text), seed)), iter: 10_000);

    private static string FileOf(string[][][] frames, string newLine)
    {
        const string body = "72057594037931101 0 1 1 1 1 0 0.02764709 0.05745083 2";
        var text = new StringBuilder().Append(frames.Length).Append(newLine);
        foreach (var bodies in frames)
        {
            text.Append(bodies.Length).Append(newLine);
            foreach (var joints in bodies)
                text.AppendJoin(newLine, [body, "25", .. joints]).Append(newLine);
        }

        return text.ToString();
    }

    private static bool Same(byte[] bytes)
    {
        var (expected, line) = NtuReference.Read(bytes);
        try
        {
            var view = Read.Context.Data.CreateSkeletonLoader(FileOrder).Load(new OneFile(bytes));
            var clip = Read.All(view).Single().Clip;
            return expected is not null && Bits(clip).SequenceEqual(Bits(expected));
        }
        catch (SkeletonFileException e)
        {
            return expected is null && e.Line == line;
        }
    }

    private static IEnumerable<int> Bits(float[] values) => values.Select(BitConverter.SingleToInt32Bits);

    private sealed class OneFile(byte[] bytes) : IMultiStreamSource
    {
        public int Count => 1;

        public string GetPathOrNull(int index) => "a.skeleton";

        public Stream Open(int index) => new MemoryStream(bytes, writable: false);

        public TextReader OpenTextReader(int index) => new StreamReader(Open(index));
    }
}
