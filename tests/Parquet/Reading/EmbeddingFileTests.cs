using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Files of a stranger's: whatever they hold, they are read as they should be or refused with their name.</summary>
public class EmbeddingFileTests
{
    private TemporaryFolder _folder = null!;
    private string _file = "";
    private byte[] _whole = [];

    private static MLContext ML => MadeUpEmbeddings.ML;

    [OneTimeSetUp]
    public void Make()
    {
        _folder = new TemporaryFolder();
        _file = _folder.File("p.parquet");
        ML.Data.SaveAsSkeletonEmbeddings(MadeUpEmbeddings.View(), _file, MadeUpEmbeddings.Options());
        _whole = File.ReadAllBytes(_file);
    }

    [OneTimeTearDown]
    public void Clean() => _folder.Dispose();

    [TestCase(0)]
    [TestCase(11)]
    [TestCase(100)]
    [TestCase(-1)]
    [TestCase(-200)]
    public void A_file_that_was_cut_off_is_refused(int length)
        => Refused(_whole[..(length < 0 ? _whole.Length + length : length)]);

    [Test]
    public void A_file_of_something_else_is_refused() => Refused([.. "name,label\n"u8, .. _whole[..100]]);

    [Test]
    public void A_footer_longer_than_the_file_is_refused()
    {
        byte[] damaged = [.. _whole[..^8], 0xFF, 0xFF, 0xFF, 0x7F, .. "PAR1"u8];
        Refused(damaged, "longer than the file");
    }

    [Test]
    public void Limits_are_told_by_their_names()
    {
        RefusedBy(new SkeletonEmbeddingsOptions { MaxFooterBytes = 100 }, "MaxFooterBytes (100)");
        RefusedBy(new SkeletonEmbeddingsOptions { MaxEmbeddingSize = 11 }, "MaxEmbeddingSize (11)");
        RefusedBy(new SkeletonEmbeddingsOptions { MaxRowGroupBytes = 1000 }, "MaxRowGroupBytes (1000)");
    }

    [Test]
    public void A_text_beyond_the_limit_is_refused_before_it_is_read()
    {
        var path = _folder.File("long.parquet");
        ML.Data.SaveAsSkeletonEmbeddings(MadeUpEmbeddings.Named(new string('n', 70_000), count: 3), path, MadeUpEmbeddings.Options());
        var told = Throws.TypeOf<FormatException>().With.Message.Contains("70000 bytes").And.Message.Contains("MaxTextBytes (65536)")
            .And.Message.Contains(path);
        Assert.That(() => ReadAll(path), told);
        Assert.That(() => ReadAll(path, new SkeletonEmbeddingsOptions { MaxTextBytes = 70_000 }), Throws.Nothing);
    }

    // One name of 60,000 letters that 100 rows share takes a few hundred bytes of the file, and 6 MB as an array.
    [Test]
    public void Texts_that_are_many_times_the_same_one_are_counted_as_they_are_read()
    {
        var path = _folder.File("same.parquet");
        ML.Data.SaveAsSkeletonEmbeddings(MadeUpEmbeddings.Named(new string('n', 60_000), count: 100), path, MadeUpEmbeddings.Options());
        var told = Throws.TypeOf<FormatException>().With.Message.Contains("MaxRowGroupBytes").And.Message.Contains("'Name'");
        var limits = new SkeletonEmbeddingsOptions { MaxRowGroupBytes = 1 << 20 };
        Assert.That(() => ReadAll(path, limits), told);
        Assert.That(ML.Data.LoadFromSkeletonEmbeddings(path, limits).GetColumn<float[]>("Features").Count(), Is.EqualTo(100));
        Assert.That(() => ReadAll(path), Throws.Nothing);
    }

    // The header of a page says how large it is once it is decompressed, and the native library takes that memory first.
    [Test]
    public void A_page_that_says_it_is_huge_is_refused_before_it_is_decompressed()
    {
        var path = _folder.File("names.parquet");
        ML.Data.SaveAsSkeletonEmbeddings(MadeUpEmbeddings.Named(new string('n', 20_000), count: 3), path, MadeUpEmbeddings.Options());
        var bytes = File.ReadAllBytes(path);

        // A dictionary page of one text with its length in 4 bytes before it: 20,004 bytes, as Thrift writes such a number.
        byte[] size = [0x15, .. Varint(20_004 * 2), 0x15];
        var at = bytes.AsSpan().IndexOf(size);
        Assert.That(at, Is.GreaterThan(0));
        Varint(1_040_000 * 2).CopyTo(bytes, at + 1);
        var huge = _folder.Write("huge.parquet", bytes);
        var told = Throws.TypeOf<FormatException>().With.Message.Contains("pages of a row group").And.Message.Contains(huge);
        Assert.That(() => ReadAll(huge, new SkeletonEmbeddingsOptions { MaxRowGroupBytes = 1_000_000 }), told);
    }

    private static byte[] Varint(int number)
    {
        var bytes = new List<byte>();
        for (; number >= 0x80; number >>= 7)
            bytes.Add((byte)(number | 0x80));
        return [.. bytes, (byte)number];
    }

    [Test]
    public void Damage_anywhere_is_refused_or_does_no_harm()
    {
        var random = new Random(1);
        var refused = 0;
        for (var turn = 0; turn < 400; turn++)
        {
            var damaged = _whole.ToArray();
            for (var count = 1 + random.Next(3); count > 0; count--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            var path = _folder.Write("damaged/d.parquet", damaged);
            try
            {
                ReadAll(path, new SkeletonEmbeddingsOptions { MaxRowGroupBytes = 1 << 20 });
            }
            catch (FormatException error)
            {
                refused++;
                Assert.That(error.Message, Does.Contain("d.parquet"));
            }
        }

        Assert.That(refused, Is.GreaterThan(100));
    }

    private static void ReadAll(string path, SkeletonEmbeddingsOptions? options = null)
    {
        var view = ML.Data.LoadFromSkeletonEmbeddings(path, options);
        _ = view.GetColumn<float[]>("Features").Count();
        foreach (var column in view.Schema)
        {
            if (column.Type is TextDataViewType)
                _ = view.GetColumn<string>(column).Count();
            if (column.Type is KeyDataViewType || column.Type == NumberDataViewType.UInt32)
                _ = view.GetColumn<uint>(column).Count();
        }
    }

    private void Refused(byte[] content, string reason = "")
    {
        var path = _folder.Write("damaged/refused.parquet", content);
        Assert.That(() => ReadAll(path), Throws.TypeOf<FormatException>().With.Message.Contains(path).And.Message.Contains(reason));
    }

    private void RefusedBy(SkeletonEmbeddingsOptions options, string limit) => Assert.That(
        () => ML.Data.LoadFromSkeletonEmbeddings(_file, options),
        Throws.TypeOf<FormatException>().With.Message.Contains(limit).And.Message.Contains(_file));
}
