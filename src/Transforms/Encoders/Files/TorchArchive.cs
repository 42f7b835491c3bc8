using System.IO.Compression;
using MsMclr.MLNet.Transforms.Archives;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>
/// Reads what <c>torch.save</c> of PyTorch 1.6 and later writes: a zip with a pickle, <c>data.pkl</c>, and the storages that it refers
/// to, <c>data/0</c>, <c>data/1</c>..., uncompressed.
/// </summary>
internal static class TorchArchive
{
    private const string Pickle = "/data.pkl";
    private const long MaxPickle = 4L << 20; // A checkpoint's has tens of thousands of bytes.
    private const long MaxByteOrder = 16;

    /// <summary>Whether an archive is PyTorch's.</summary>
    public static bool IsTorchArchive(ZipArchive archive) => archive.Entries.Any(IsPickle);

    /// <summary>Whether a file is of the form that PyTorch wrote before its version 1.6.</summary>
    public static bool IsLegacy(ReadOnlySpan<byte> file) => file is [0x80, 2, 0x8a, 0x0a, ..];

    /// <summary>The tensors of the archive, whose storages are read when wanted.</summary>
    /// <exception cref="FormatException">The archive is damaged or holds something other than tensors; the message says what.</exception>
    public static WeightFile Read(ZipArchive archive, long fileLength)
    {
        if (archive.Entries.Sum(entry => (double)entry.Length) > fileLength)
        {
            const string Reason = "PyTorch compresses nothing";
            throw new FormatException($"The archive's entries claim more bytes than the file's {fileLength:N0}; {Reason}.");
        }

        var pickles = archive.Entries.Where(IsPickle).ToList();
        if (pickles.Count != 1)
            throw new FormatException($"The archive holds {pickles.Count} files data.pkl; torch.save writes one.");
        var root = pickles[0].FullName[..^Pickle.Length];
        CheckKind(archive, root);
        var pickled = PickleReader.Read(Content(pickles[0], MaxPickle));
        var storages = new TorchStorages(archive, root, fileLength);
        var tensors = StateDictionary.Of(pickled).ToDictionary(pair => pair.Key, pair => storages.Tensor(pair.Key, pair.Value));
        return new WeightFile(new Dictionary<string, string>(), tensors);
    }

    /// <summary>What an entry holds, which is not compressed.</summary>
    /// <exception cref="FormatException">It is larger than allowed, compressed, cut off, or damaged.</exception>
    public static byte[] Content(ZipArchiveEntry entry, long maxBytes)
    {
        if (entry.Length > maxBytes || entry.Length != entry.CompressedLength)
        {
            var actual = $"{entry.Length:N0} bytes, {entry.CompressedLength:N0} compressed";
            var expected = $"at most {maxBytes:N0}, uncompressed, are expected";
            throw new FormatException($"The archive's entry '{entry.FullName}' has {actual}; {expected}.");
        }

        return ArchiveEntry.Read(entry, maxBytes);
    }

    private static bool IsPickle(ZipArchiveEntry entry) => entry.FullName.EndsWith(Pickle, StringComparison.Ordinal);

    private static void CheckKind(ZipArchive archive, string root)
    {
        if (archive.GetEntry($"{root}/constants.pkl") is not null)
        {
            const string Remedy = "save the weights instead: torch.save(model.state_dict(), path)";
            throw new FormatException($"This is a TorchScript archive, which holds code; {Remedy}.");
        }

        var order = archive.GetEntry($"{root}/byteorder");
        if (order is not null && !Content(order, MaxByteOrder).AsSpan().SequenceEqual("little"u8))
            throw new FormatException("The archive is not little-endian; save it on a little-endian machine.");
    }
}
