using System.IO.Compression;
using System.Security.Cryptography;

namespace MsMclr.MLNet.Fuzzing.Models;

/// <summary>Damages what is behind a checksum, and makes the checksum right again.</summary>
internal static class ArchiveForger
{
    /// <summary>An archive one of whose entries is damaged.</summary>
    public static byte[] Archive(byte[] archive, Random random)
    {
        using var from = new ZipArchive(new MemoryStream(archive));
        using var stream = new MemoryStream();
        var damaged = random.Next(from.Entries.Count);
        using (var to = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < from.Entries.Count; i++)
            {
                var entry = from.Entries[i];
                var content = Content(entry);
                if (i == damaged)
                    content = StructureMutator.Mutate(content, random);
                var level = entry.Length == entry.CompressedLength ? CompressionLevel.NoCompression : CompressionLevel.Fastest;
                using var write = to.CreateEntry(entry.FullName, level).Open();
                write.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A checkpoint with its SHA-256 at the end.</summary>
    public static byte[] Checkpoint(byte[] checkpoint, Random random)
    {
        var body = StructureMutator.Mutate(checkpoint[..^SHA256.HashSizeInBytes], random);
        return [.. body, .. SHA256.HashData(body)];
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
