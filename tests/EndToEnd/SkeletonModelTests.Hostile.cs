using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MsMclr.MLNet.Tests;

/// <summary>Files that were made up to do harm: they are refused, and cost little.</summary>
public partial class SkeletonModelTests
{
    private const long MostBytes = 256L << 20;

    [Test]
    public void An_assembly_that_is_not_ML_NETs_is_not_looked_for()
    {
        var asked = new List<string>();
        Assembly? Note(object? _, ResolveEventArgs ask)
        {
            asked.Add(ask.Name);
            return null;
        }

        byte[] Change(string name, byte[] content)
            => name.EndsWith("Model.key") ? Renamed(content, "Microsoft.ML.Data", "Microsoft.ML.Evil") : content;
        var file = FileOf(Repacked(plain, Change));
        AppDomain.CurrentDomain.AssemblyResolve += Note;
        try
        {
            Assert.That(() => SkeletonScorer.Load(file), Throws.TypeOf<FormatException>().With.Message.Contains("'Microsoft.ML.Evil'"));
            Assert.That(asked, Is.Empty);
            var trusted = new SkeletonScorer.Options { Model = new() { Assemblies = ["Microsoft.ML.Evil"] } };
            Assert.That(() => SkeletonScorer.Load(file, trusted), Throws.TypeOf<FormatException>());
            Assert.That(asked, Has.Some.StartsWith("Microsoft.ML.Evil"));
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyResolve -= Note;
        }
    }

    [TestCase("../Model.key")]
    [TestCase("/Model.key")]
    [TestCase("a//Model.key")]
    [TestCase("C:\\Model.key")]
    [TestCase("TransformerChain\\..\\Model.key")]
    public void A_name_that_leads_elsewhere_is_refused(string name)
        => Refuses(Repacked(plain, (_, content) => content, (name, [1])), "no name of a file");

    [Test]
    public void An_entry_that_is_there_twice_is_refused()
        => Refuses(Repacked(plain, (_, content) => content, ("schema", [1])), "two entries");

    [Test]
    public void Entries_that_grow_a_thousandfold_are_refused()
        => Refuses(Repacked(plain, (_, content) => content, ("zeros", new byte[512 << 20])), "are said to have");

    [Test]
    public void Too_many_entries_are_refused()
    {
        var empty = Enumerable.Range(0, 5_000).Select(i => ($"e{i}", Array.Empty<byte>()));
        Refuses(Repacked(plain, (_, content) => content, [.. empty]), "entries");
    }

    // The archive's list says 900 MB; there are a hundred bytes.
    [Test]
    public void A_size_that_is_a_lie_is_not_believed()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("Model.key", CompressionLevel.NoCompression).Open();
            entry.Write(new byte[100]);
        }

        var file = stream.ToArray();
        var list = file.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(list + 24), 900_000_000);
        Refuses(file, "");
        Assert.That(() => Ml.Transforms.Skeleton.LoadEncoder(FileOf(file)), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void A_header_that_points_outside_its_file_is_refused()
    {
        byte[] Damaged(string name, byte[] content)
        {
            if (name.EndsWith("Model.key"))
                BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(0x28), long.MaxValue);
            return content;
        }

        Refuses(Repacked(plain, Damaged), "lies outside it");
    }

    [Test]
    public void What_was_sealed_and_packed_anew_is_refused() => Refuses(Repacked(whole, (_, content) => content), "SHA-256");

    private static void Refuses(byte[] content, string reason)
    {
        var file = FileOf(content);
        var before = GC.GetTotalAllocatedBytes();
        Assert.That(() => SkeletonModel.Check(file), Throws.TypeOf<FormatException>().With.Message.Contains(reason));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(MostBytes));
    }

    private static byte[] WithOtherScores(string name, byte[] content)
    {
        if (name != "MsMclr.MLNet/Reference.json")
            return content;
        var reference = JsonNode.Parse(content)!;
        var scores = reference["Scores"]!.AsArray().Select(score => (float)score!).Reverse();
        reference["Scores"] = new JsonArray([.. scores.Select(score => JsonValue.Create(score))]);
        return Encoding.UTF8.GetBytes(reference.ToJsonString());
    }

    // What docs/deployment.md says of the seal.
    private static byte[] Sealed(byte[] archive)
    {
        var introduction = "MsMclr.MLNet: SHA-256 of all bytes before these digits "u8.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(archive.AsSpan(^2..), (ushort)(introduction.Length + 64));
        byte[] sealedPart = [.. archive, .. introduction];
        return [.. sealedPart, .. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(sealedPart)))];
    }

    private static byte[] Repacked(byte[] archive, Func<string, byte[], byte[]> change, params (string Name, byte[] Content)[] more)
    {
        using var stream = new MemoryStream();
        using (var to = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var from = new ZipArchive(new MemoryStream(archive)))
        {
            var kept = from.Entries.Select(entry => (entry.FullName, change(entry.FullName, Content(entry))));
            foreach (var (name, content) in kept.Concat(more))
            {
                using var entry = to.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] Renamed(byte[] content, string from, string to)
    {
        var at = content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(from));
        if (at >= 0)
            Encoding.Unicode.GetBytes(to).CopyTo(content, at);
        return content;
    }
}
