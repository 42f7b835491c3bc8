using System.Buffers;
using System.IO.Compression;
using System.IO.Hashing;

namespace MsMclr.MLNet.Transforms.Archives;

/// <summary>
/// What an entry of a ZIP archive holds. What it says of its size is not believed: memory grows with what arrives, and no more than
/// was said is read.
/// </summary>
internal static class ArchiveEntry
{
    private const int Begin = 1 << 20;
    private const int Growth = 4;

    /// <summary>Reads an entry as a whole.</summary>
    /// <exception cref="FormatException">It is larger than allowed, cut off, or damaged.</exception>
    public static byte[] Read(ZipArchiveEntry entry, long most)
    {
        most = Math.Min(most, Array.MaxLength);
        if (entry.Length > most)
        {
            throw new FormatException(
                $"The archive's entry '{entry.FullName}' is said to have {entry.Length:N0} bytes; at most {most:N0} are expected.");
        }

        using var stream = entry.Open();
        var content = new byte[Math.Min(entry.Length, Begin)];
        var length = 0;
        while (true)
        {
            length += stream.ReadAtLeast(content.AsSpan(length), content.Length - length, throwOnEndOfStream: false);
            if (length < content.Length)
                throw IsCutOff(entry);
            if (length == entry.Length)
                break;
            Array.Resize(ref content, (int)Math.Min(entry.Length, (long)content.Length * Growth));
        }

        ArchiveChecksum.Require(entry, Crc32.HashToUInt32(content));
        return content;
    }

    /// <summary>Reads an entry, compares its checksum, and keeps nothing.</summary>
    /// <exception cref="FormatException">It is cut off, or damaged.</exception>
    public static void Check(ZipArchiveEntry entry)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            using var stream = entry.Open();
            var checksum = new Crc32();
            var left = entry.Length;
            while (left > 0)
            {
                var read = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
                if (read == 0)
                    throw IsCutOff(entry);
                checksum.Append(buffer.AsSpan(0, read));
                left -= read;
            }

            ArchiveChecksum.Require(entry, checksum.GetCurrentHashAsUInt32());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static FormatException IsCutOff(ZipArchiveEntry entry)
        => new($"The archive's entry '{entry.FullName}' is cut off: it has less than the {entry.Length:N0} bytes that it is said to have.");
}
