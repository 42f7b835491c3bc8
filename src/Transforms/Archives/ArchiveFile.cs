using System.IO.Compression;

namespace MsMclr.MLNet.Transforms.Archives;

/// <summary>Opens a stranger's ZIP archive: what it may consist of is checked before anything of it is unpacked.</summary>
internal static class ArchiveFile
{
    private const int MostEntries = 4_096;
    private const int MostNameLength = 512;

    // Weights hardly shrink, and a vector of zeros shrinks a thousandfold. So a small file may grow a little, a large one by a factor.
    private const long MostOfSmall = 8L << 20;
    private const long MostGrowth = 16;

    /// <summary>Whether a file begins as archives do.</summary>
    public static bool IsArchive(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8);

    /// <summary>How many bytes the entries of an archive may have together.</summary>
    public static long MostBytes(long fileLength) => MostOfSmall + (MostGrowth * fileLength);

    /// <summary>Reads something of an archive, and makes one exception of what damaged ones throw.</summary>
    /// <exception cref="FormatException">The archive is damaged, or made up to do harm; the message says how.</exception>
    public static T Read<T>(byte[] file, Func<ZipArchive, T> read)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false));
            Check(archive, file.Length);
            return read(archive);
        }
        catch (Exception e) when (IsOfDamage(e))
        {
            throw new FormatException($"The archive is damaged: {e.Message}", e);
        }
    }

    private static bool IsOfDamage(Exception e)
        => e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException;

    private static void Check(ZipArchive archive, long fileLength)
    {
        if (archive.Entries.Count > MostEntries)
            throw new FormatException($"The archive has {archive.Entries.Count:N0} entries; at most {MostEntries:N0} are expected.");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var total = 0.0;
        foreach (var entry in archive.Entries)
        {
            CheckName(entry.FullName);
            if (!names.Add(entry.FullName))
                throw new FormatException($"The archive has two entries '{entry.FullName}'.");
            if (entry.IsEncrypted)
                throw new FormatException($"The archive's entry '{entry.FullName}' is encrypted.");
            if (entry.CompressedLength > fileLength)
            {
                throw new FormatException(
                    $"The archive's entry '{entry.FullName}' is said to take {entry.CompressedLength:N0} bytes of {fileLength:N0}.");
            }

            total += entry.Length;
        }

        if (total > MostBytes(fileLength))
        {
            throw new FormatException(
                $"The archive's entries are said to have {total:N0} bytes; at most {MostBytes(fileLength):N0} are expected of a file of "
                + $"{fileLength:N0}.");
        }
    }

    // Archives of Windows may have the other slash.
    private static void CheckName(string name)
    {
        var parts = name.TrimEnd('/').Split('/', '\\');
        var isPlain = name.Length <= MostNameLength && parts.All(part => part is not ("" or "." or ".."))
            && !name.Any(letter => char.IsControl(letter) || letter == ':');
        if (!isPlain)
            throw new FormatException($"The archive has an entry '{Shown(name)}', which is no name of a file below a folder.");
    }

    private static string Shown(string name)
        => new([.. name.Take(100).Select(letter => char.IsControl(letter) ? '?' : letter)]);
}
