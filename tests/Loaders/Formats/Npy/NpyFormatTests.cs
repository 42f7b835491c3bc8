using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using CsCheck;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class NpyFormatTests
{
    private static readonly string[] Actions = ["jump", "run", "sit"];

    [Test]
    public void Writing_and_reading_gives_the_same_numbers_in_every_float_type()
        => Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5], Gen.Bool.Select(isDouble => isDouble ? "f8" : "f4")).SelectMany((clips, frames, type) =>
            Gen.Float[-9, 9].Where(value => value != 0).Array[clips * 3 * frames * 6].Select(values => (clips, frames, type, values))).Sample((clips, frames, type, values) =>
        {
            using var folder = new TemporaryFolder();
            var read = Read.Files(folder.Write("a.npy", Array(type, [clips, 3, frames, 3, 2], values)), Format());
            for (var clip = 0; clip < clips; clip++)
            {
                for (var i = 0; i < frames * 18; i++)
                {
                    var (t, m, v, c) = (i / 18, i / 9 % 2, i / 3 % 3, i % 3);
                    Assert.That(read[clip].Clip[i], Is.EqualTo(values[(((((((clip * 3) + c) * frames) + t) * 3) + v) * 2) + m]));
                }
            }

            return read.Count == clips;
        }, iter: 60);

    [Test]
    public void Padding_at_the_end_is_cut_off_unless_it_is_kept()
    {
        using var folder = new TemporaryFolder();
        var values = new float[3 * 5 * 6];
        values[(2 * 6) + 1] = 1;
        var path = folder.Write("a.npy", Array("f4", [1, 3, 5, 3, 2], values));
        Assert.That(Read.Files(path, Format()).Single().Clip, Has.Length.EqualTo(3 * 18));
        Assert.That(Read.Files(path, Format(options => options.KeepPadding = true)).Single().Clip, Has.Length.EqualTo(5 * 18));
    }

    [Test]
    public void Labels_come_from_npy_or_csv_with_or_without_names()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.npy", Array("f4", [2, 3, 1, 3, 2], [.. Enumerable.Repeat(1f, 36)]));
        List<(string, uint)> Labels(string file, int first = 0) => [.. Read.Files(path, Format(options => (options.LabelsFile, options.Actions, options.FirstLabel) = (file, Actions, first))).Select(clip => (clip.Name, clip.Label))];
        Assert.That(Labels(folder.Write("l.npy", Integers([2, 0]))), Is.EqualTo(new[] { ("a_000000", 3u), ("a_000001", 1u) }));
        Assert.That(Labels(folder.Write("l.csv", "1\n3\n"), 1), Is.EqualTo(new[] { ("a_000000", 1u), ("a_000001", 3u) }));
        Assert.That(Labels(folder.Write("n.csv", "first,0\nsecond, 1\n")), Is.EqualTo(new[] { ("first", 1u), ("second", 2u) }));
        Assert.That(() => Labels(folder.Write("s.csv", "1\n")), Throws.TypeOf<SkeletonFileException>().With.Message.Contains("1 labels for 2 clips"));
        Assert.That(() => Labels(folder.Write("b.csv", "1\n3\n")), Throws.TypeOf<SkeletonFileException>().With.Message.Contains("line 2: label 3"));
        Assert.That(() => Labels(folder.Write("w.csv", "1\nx\n")), Throws.TypeOf<SkeletonFileException>().With.Message.Contains("line 2"));
        Assert.Throws<ArgumentException>(() => Format(options => options.LabelsFile = "l.npy"));
    }

    [Test]
    public void A_shuffled_pass_keeps_each_clips_id()
    {
        using var folder = new TemporaryFolder();
        var view = Read.Context.Data.LoadFromSkeletonFiles(folder.Write("a.npy", Array("f4", [40, 3, 1, 3, 2], [.. Enumerable.Range(0, 40 * 18).Select(i => (float)(1 + (i / 18)))])), Format());
        Dictionary<DataViewRowId, float> Ids(Random? random)
        {
            var ids = new Dictionary<DataViewRowId, float>();
            using var cursor = view.GetRowCursor(view.Schema, random);
            var (getId, getClip) = (cursor.GetIdGetter(), cursor.GetGetter<VBuffer<float>>(view.Schema["Clip"]));
            while (cursor.MoveNext())
            {
                DataViewRowId id = default;
                VBuffer<float> clip = default;
                getId(ref id);
                getClip(ref clip);
                ids.Add(id, clip.GetValues()[0]);
            }

            return ids;
        }

        var (plain, shuffled) = (Ids(null), Ids(new Random(1)));
        Assert.That(shuffled, Is.EquivalentTo(plain));
        Assert.That(shuffled.Values, Is.Not.EqualTo(plain.Values));
    }

    [TestCase("|O", "never read")]
    [TestCase(">f4", "little-endian")]
    [TestCase("<c8", "element type")]
    public void Types_that_are_no_plain_numbers_are_refused(string type, string reason)
        => Assert.That(Read.Failure("a.npy", Header($"{{'descr': '{type}', 'fortran_order': False, 'shape': (1, 3, 1, 3, 2), }}"), Format()).Reason, Does.Contain(reason));

    [TestCase("'fortran_order': True, 'shape': (1, 3, 1, 3, 2)", "C order")]
    [TestCase("'fortran_order': False, 'shape': (1, 3, 1, 3)", "[N, C, T, V, M] is expected")]
    [TestCase("'fortran_order': False, 'shape': (1, 3, 1, 20, 2)", "[N, 3, T, 3, 2] is expected")]
    [TestCase("'fortran_order': False, 'shape': (1000000000, 3, 1, 3, 2)", "truncated")]
    [TestCase("'fortran_order': False, 'shape': (1, 3, 1000000000, 3, 2)", "cannot be held")]
    [TestCase("'fortran_order': False, 'shape': (9999999999, 3, 9999999999, 3, 2)", "beyond any file")]
    [TestCase("'fortran_order': False, 'shape': (-1, 3, 1, 3, 2)", "is not a size")]
    [TestCase("'fortran_order': False", "no shape")]
    public void Shapes_that_lie_are_refused_before_anything_is_allocated(string entries, string reason)
        => Assert.That(Read.Failure("a.npy", Header($"{{'descr': '<f4', {entries}, }}"), Format()).Reason, Does.Contain(reason));

    [Test]
    public void Every_truncation_is_an_exception()
    {
        var bytes = Array("f4", [1, 3, 1, 3, 2], [.. Enumerable.Repeat(1f, 18)]);
        for (var length = 0; length < bytes.Length; length++)
            Read.Failure("a.npy", bytes[..length], Format());
    }

    internal static ISkeletonFormat Format(Action<NpySkeletonOptions>? set = null)
    {
        var options = new NpySkeletonOptions { Layout = CsvFormatTests.Three };
        set?.Invoke(options);
        return SkeletonFormat.Npy(options);
    }

    internal static byte[] Array(string type, int[] shape, float[] values)
        => [.. Header($"{{'descr': '<{type}', 'fortran_order': False, 'shape': ({string.Join(", ", shape)}), }}"),
            .. type == "f4" ? MemoryMarshal.AsBytes<float>(values).ToArray() : MemoryMarshal.AsBytes<double>([.. values.Select(value => (double)value)]).ToArray()];

    private static byte[] Integers(long[] values) => [.. Header($"{{'descr': '<i8', 'fortran_order': False, 'shape': ({values.Length},), }}"), .. MemoryMarshal.AsBytes<long>(values).ToArray()];

    private static byte[] Header(string entries)
    {
        var text = entries.PadRight(117) + "\n";
        var header = new byte[10 + text.Length];
        header[0] = 0x93;
        "NUMPY\u0001\0"u8.CopyTo(header.AsSpan(1));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)text.Length);
        Encoding.ASCII.GetBytes(text, header.AsSpan(10));
        return header;
    }
}
