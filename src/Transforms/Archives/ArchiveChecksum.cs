using System.IO.Compression;

namespace MsMclr.MLNet.Transforms.Archives;

/// <summary>The checksum of a ZIP archive's entries, which .NET's own reader passes over.</summary>
internal static class ArchiveChecksum
{
    /// <exception cref="FormatException">The content is not what was written.</exception>
    public static void Require(ZipArchiveEntry entry, uint actual)
    {
        if (actual != entry.Crc32)
            throw new FormatException($"The archive's entry '{entry.FullName}' is damaged: its checksum is wrong.");
    }
}
