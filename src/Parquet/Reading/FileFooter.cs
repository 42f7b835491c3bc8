using System.Buffers.Binary;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Parquet.Reading;

/// <summary>Looks at the end of a file before anything else reads it.</summary>
internal static class FileFooter
{
    private const int EndBytes = 8;
    private const int LeastBytes = EndBytes + 4;

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <exception cref="FormatException">It is no whole Parquet file, or its footer is beyond the limit.</exception>
    public static void Check(string file, int maxBytes)
    {
        if (FileKind.MayBeEndless(file))
            throw new FormatException($"{file}: it {FileKind.NotRegular}.");
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        if (stream.Length < LeastBytes)
            throw new FormatException($"{file}: it has {stream.Length} bytes, too few for a Parquet file. Delete it and write it again.");
        Span<byte> end = stackalloc byte[EndBytes];
        stream.Seek(-EndBytes, SeekOrigin.End);
        stream.ReadExactly(end);
        if (!end[4..].SequenceEqual(Magic))
            throw new FormatException($"{file}: it does not end as a Parquet file does. Delete it and write it again.");
        var footer = BinaryPrimitives.ReadUInt32LittleEndian(end);
        if (footer > stream.Length - LeastBytes)
            throw new FormatException($"{file}: its footer would be {footer} bytes, longer than the file. Delete it and write it again.");
        if (footer > maxBytes)
        {
            throw new FormatException(
                $"{file}: its footer has {footer} bytes, more than {nameof(SkeletonEmbeddingsOptions)}."
                + $"{nameof(SkeletonEmbeddingsOptions.MaxFooterBytes)} ({maxBytes}).");
        }
    }

    /// <summary>The footer of a file that was checked.</summary>
    /// <exception cref="FormatException">It is another file than it was.</exception>
    public static byte[] Read(FileStream stream)
    {
        Span<byte> end = stackalloc byte[EndBytes];
        stream.Seek(-EndBytes, SeekOrigin.End);
        stream.ReadExactly(end);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(end);
        if (length > stream.Length - LeastBytes)
            throw new FormatException("its footer would be longer than the file");
        var footer = new byte[length];
        stream.Seek(-EndBytes - length, SeekOrigin.End);
        stream.ReadExactly(footer);
        return footer;
    }
}
