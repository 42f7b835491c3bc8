using System.IO.Compression;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>
/// Reads what <c>torch.save</c> of PyTorch 1.6 and later writes: a zip with a pickle, <c>data.pkl</c>, and the storages that it refers to,
/// <c>data/0</c>, <c>data/1</c>..., uncompressed.
/// </summary>
internal static class TorchArchive
{
    private const string Pickle = "/data.pkl";
    private const long MaxPickle = 4L << 20; // A checkpoint's has tens of thousands of bytes.

    /// <summary>Whether an archive is PyTorch's.</summary>
    public static bool IsTorchArchive(ZipArchive archive) => archive.Entries.Any(entry => entry.FullName.EndsWith(Pickle, StringComparison.Ordinal));

    /// <summary>Whether a file is of the form that PyTorch wrote before its version 1.6.</summary>
    public static bool IsLegacy(ReadOnlySpan<byte> file) => file is [0x80, 2, 0x8a, 0x0a, ..];

    /// <summary>The tensors of the archive, whose storages are read when wanted.</summary>
    /// <exception cref="FormatException">The archive is damaged or holds something other than tensors; the message says what.</exception>
    public static WeightFile Read(ZipArchive archive, long fileLength)
    {
        if (archive.Entries.Sum(entry => (double)entry.Length) > fileLength)
            throw new FormatException($"The archive's entries claim more bytes than the file's {fileLength:N0}; PyTorch compresses nothing.");
        var pickles = archive.Entries.Where(entry => entry.FullName.EndsWith(Pickle, StringComparison.Ordinal)).ToList();
        if (pickles.Count != 1)
            throw new FormatException($"The archive holds {pickles.Count} files data.pkl; torch.save writes one.");
        var root = pickles[0].FullName[..^Pickle.Length];
        if (archive.GetEntry($"{root}/constants.pkl") is not null)
            throw new FormatException("This is a TorchScript archive, which holds code; save the weights instead: torch.save(model.state_dict(), path).");
        if (archive.GetEntry($"{root}/byteorder") is { } order && !Content(order, 16).AsSpan().SequenceEqual("little"u8))
            throw new FormatException("The archive is not little-endian; save it on a little-endian machine.");
        var pickle = Content(pickles[0], MaxPickle);
        var storages = new Dictionary<string, Lazy<byte[]>>();
        var tensors = StateDictionary.Of(PickleReader.Read(pickle)).ToDictionary(pair => pair.Key, pair => Stored(pair.Key, pair.Value));
        return new WeightFile(new Dictionary<string, string>(), tensors);

        StoredTensor Stored(string name, PickledTensor tensor)
        {
            var (type, key, count) = tensor.Storage;
            if (!storages.TryGetValue(key, out var storage))
            {
                var entry = archive.GetEntry($"{root}/data/{key}") ?? throw new FormatException($"The archive has no 'data/{key}', where the tensor '{name}' is said to be.");
                storages[key] = storage = new Lazy<byte[]>(() => Content(entry, fileLength));
            }

            return new StoredTensor(type, tensor.Shape, () => storage.Value.LongLength >= (double)count * type.Size ? StridedTensor.Read(tensor, storage.Value)
                : throw new FormatException($"'data/{key}' has {storage.Value.Length:N0} bytes; the tensor '{name}' is said to lie in {count:N0} numbers of {type.Name}."));
        }
    }

    // What an entry says of its size is not believed: no more than that is read, and less is an error.
    private static byte[] Content(ZipArchiveEntry entry, long maxBytes)
    {
        if (entry.Length > maxBytes || entry.Length != entry.CompressedLength)
            throw new FormatException($"The archive's entry '{entry.FullName}' has {entry.Length:N0} bytes, {entry.CompressedLength:N0} compressed; at most {maxBytes:N0}, uncompressed, are expected.");
        var content = new byte[entry.Length];
        using var stream = entry.Open();
        return stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) == content.Length ? ArchiveChecksum.Checked(entry, content)
            : throw new FormatException($"The archive's entry '{entry.FullName}' is cut off.");
    }
}
