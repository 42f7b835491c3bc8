using System.IO.Compression;
using System.IO.Hashing;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>The checksum of a ZIP archive's entries, which .NET's own reader passes over.</summary>
internal static class ArchiveChecksum
{
    /// <exception cref="FormatException">The content is not what was written.</exception>
    public static void Require(ZipArchiveEntry entry, uint actual)
    {
        if (actual != entry.Crc32)
            throw new FormatException($"The archive's entry '{entry.FullName}' is damaged: its checksum is wrong.");
    }

    /// <exception cref="FormatException">The content is not what was written.</exception>
    public static void Require(ZipArchiveEntry entry, byte[] content) => Require(entry, Crc32.HashToUInt32(content));
}
