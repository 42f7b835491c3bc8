using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using CsCheck;
using Microsoft.ML.Data;
using MsMclr.MLNet.Fuzzing;

namespace MsMclr.MLNet.Tests;

public class NpyFormatTests
{
    private static readonly string[] Actions = ["jump", "run", "sit"];
    private static readonly Gen<float> NotZero = Gen.Float[-9, 9].Where(value => value != 0);

    // Clips, frames, and the type of the values.
    private static readonly Gen<(int, int, string)> Sizes =
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5], Gen.Bool.Select(isDouble => isDouble ? "f8" : "f4"));

    [Test]
    public void Writing_and_reading_gives_the_same_numbers_in_every_float_type()
        => Sizes.SelectMany((clips, frames, type) =>
            NotZero.Array[clips * 3 * frames * 6].Select(values => (clips, frames, type, values))).Sample((clips, frames, type, values) =>
        {
            using var folder = new TemporaryFolder();
            var read = Read.Files(folder.Write("a.npy", Array(type, [clips, 3, frames, 3, 2], values)), Format());
            for (var clip = 0; clip < clips; clip++)
            {
                for (var i = 0; i < frames * 18; i++)
                {
                    var frame = i / 18;
                    var body = i / 9 % 2;
                    var joint = i / 3 % 3;
                    var row = (((clip * 3) + (i % 3)) * frames) + frame;
                    Assert.That(read[clip].Clip[i], Is.EqualTo(values[(((row * 3) + joint) * 2) + body]));
                }
            }

            return read.Count == clips;
        }, iter: 60);

    [TestCase(NpyAxes.FramesFirst, new[] { 2, 4, 2, 3, 3 })]
    [TestCase(NpyAxes.FramesFirst, new[] { 2, 4, 18 })]
    [TestCase(NpyAxes.BodiesFirst, new[] { 2, 2, 4, 3, 3 })]
    public void Other_orders_of_axes_are_the_same_clips(NpyAxes axes, int[] shape)
    {
        // A value tells its clip, frame, body, joint and coordinate.
        float Value(int n, int t, int m, int v, int c) => 1 + c + (10 * v) + (100 * m) + (1000 * t) + (10_000 * n);
        var values =
            from n in Enumerable.Range(0, 2)
            from outer in Enumerable.Range(0, axes == NpyAxes.FramesFirst ? 4 : 2)
            from inner in Enumerable.Range(0, axes == NpyAxes.FramesFirst ? 2 : 4)
            from v in Enumerable.Range(0, 3)
            from c in Enumerable.Range(0, 3)
            select axes == NpyAxes.FramesFirst ? Value(n, outer, inner, v, c) : Value(n, inner, outer, v, c);
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.npy", Array("f4", shape, [.. values]));
        var clips = Read.Files(path, Format(options => options.Axes = axes));
        for (var n = 0; n < 2; n++)
        {
            for (var i = 0; i < 4 * 18; i++)
                Assert.That(clips[n].Clip[i], Is.EqualTo(Value(n, i / 18, i / 9 % 2, i / 3 % 3, i % 3)));
        }

        Assert.That(
            Read.Failure("a.npy", File.ReadAllBytes(path), Format()).Reason,
            Does.Contain($"Axes = {axes}"), "the order that fits is named");
    }

    [Test]
    public void One_body_needs_no_axis_of_its_own()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.npy", Array("f4", [1, 2, 3, 3], [.. Enumerable.Range(1, 18)]));
        var format = Format(options =>
        {
            options.Axes = NpyAxes.FramesFirst;
            options.Bodies = 1;
        });
        Assert.That(Read.Files(path, format).Single().Clip, Is.EqualTo(Enumerable.Range(1, 18)));
    }

    [Test]
    public void A_joint_of_score_0_or_nan_was_not_found()
    {
        float[] values = [1, 2, 0.5f, 3, 4, 0, 5, float.NaN, 1];
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.npy", Array("f4", [1, 1, 9], values));
        var format = Format(options =>
        {
            options.Axes = NpyAxes.FramesFirst;
            options.Bodies = 1;
            options.HasScore = true;
        });
        Assert.That((format.Channels, format.Coordinates), Is.EqualTo((3, 2)));
        float[] expected = [1, 2, 0.5f, float.NaN, float.NaN, 0, float.NaN, float.NaN, 0];
        Assert.That(Read.Files(path, format).Single().Clip, Is.EqualTo(expected));
    }

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
        Assert.That(Labels(folder.Write("l.npy", Integers([2, 0]))), Is.EqualTo(new[] { ("a_000000", 3u), ("a_000001", 1u) }));
        Assert.That(Labels(folder.Write("l.csv", "1\n3\n"), 1), Is.EqualTo(new[] { ("a_000000", 1u), ("a_000001", 3u) }));
        Assert.That(Labels(folder.Write("n.csv", "first,0\nsecond, 1\n")), Is.EqualTo(new[] { ("first", 1u), ("second", 2u) }));
        Assert.That(Failure(folder.Write("s.csv", "1\n")), Does.Contain("1 labels for 2 clips"));
        Assert.That(Failure(folder.Write("b.csv", "1\n3\n")), Does.Contain("line 2: label 3"));
        Assert.That(Failure(folder.Write("w.csv", "1\nx\n")), Does.Contain("line 2"));
        Assert.Throws<ArgumentException>(() => Format(options => options.LabelsFile = "l.npy"));

        string Failure(string file) => Assert.Throws<SkeletonFileException>(() => Labels(file))!.Message;

        List<(string, uint)> Labels(string file, int first = 0)
        {
            var format = SkeletonFormat.Npy(new NpySkeletonOptions
            {
                Layout = FuzzSamples.Three,
                LabelsFile = file,
                Actions = Actions,
                FirstLabel = first,
            });
            return [.. Read.Files(path, format).Select(clip => (clip.Name, clip.Label))];
        }
    }

    [Test]
    public void A_shuffled_pass_keeps_each_clips_id()
    {
        using var folder = new TemporaryFolder();
        float[] values = [.. Enumerable.Range(0, 40 * 18).Select(i => (float)(1 + (i / 18)))];
        var view = Read.View(folder.Write("a.npy", Array("f4", [40, 3, 1, 3, 2], values)), Format());
        var plain = Ids(null);
        var shuffled = Ids(new Random(1));
        Assert.That(shuffled, Is.EquivalentTo(plain));
        Assert.That(shuffled.Values, Is.Not.EqualTo(plain.Values));

        Dictionary<DataViewRowId, float> Ids(Random? random)
        {
            var ids = new Dictionary<DataViewRowId, float>();
            using var cursor = view.GetRowCursor(view.Schema, random);
            var getId = cursor.GetIdGetter();
            var getClip = cursor.GetGetter<VBuffer<float>>(view.Schema["Clip"]);
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
    }

    [TestCase("|O", "never read")]
    [TestCase(">f4", "little-endian")]
    [TestCase("<c8", "element type")]
    public void Types_that_are_no_plain_numbers_are_refused(string type, string reason)
    {
        var header = Header($"{{'descr': '{type}', 'fortran_order': False, 'shape': (1, 3, 1, 3, 2), }}");
        Assert.That(Read.Failure("a.npy", header, Format()).Reason, Does.Contain(reason));
    }

    [TestCase("'fortran_order': True, 'shape': (1, 3, 1, 3, 2)", "C order")]
    [TestCase("'fortran_order': False, 'shape': (1, 3, 1, 3)", "[N, 3, T, 3, 2] is expected")]
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
        var options = new NpySkeletonOptions { Layout = FuzzSamples.Three };
        set?.Invoke(options);
        return SkeletonFormat.Npy(options);
    }

    internal static byte[] Array(string type, int[] shape, float[] values)
    {
        var header = Header($"{{'descr': '<{type}', 'fortran_order': False, 'shape': ({string.Join(", ", shape)}), }}");
        if (type == "f4")
            return [.. header, .. MemoryMarshal.AsBytes<float>(values)];
        return [.. header, .. MemoryMarshal.AsBytes<double>([.. values.Select(value => (double)value)])];
    }

    private static byte[] Integers(long[] values)
    {
        var header = Header($"{{'descr': '<i8', 'fortran_order': False, 'shape': ({values.Length},), }}");
        return [.. header, .. MemoryMarshal.AsBytes<long>(values)];
    }

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
