using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MsMclr.MLNet.Transforms.Models;

/// <summary>
/// The seal of a model's file: the archive's comment, which ends the file, holds the SHA-256 of every byte before its digits. ZIP tools and
/// ML.NET pass over it. It tells damage; it is no signature, since whoever changes the file can seal it again.
/// </summary>
internal static class ModelSeal
{
    private const int EndLength = 22; // The record that ends an archive without a comment.
    private const int DigitCount = 2 * SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Introduction => "MsMclr.MLNet: SHA-256 of all bytes before these digits "u8;

    private static ReadOnlySpan<byte> EndSignature => "PK\u0005\u0006"u8;

    /// <summary>The archive with a seal.</summary>
    public static byte[] Seal(byte[] archive)
    {
        if (archive.Length < EndLength || !archive.AsSpan(^EndLength..).StartsWith(EndSignature))
            throw new FormatException("The archive does not end as one without a comment does.");
        var comment = Introduction.Length + DigitCount;
        var file = new byte[archive.Length + comment];
        archive.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(archive.Length - sizeof(ushort)), (ushort)comment);
        Introduction.CopyTo(file.AsSpan(archive.Length));
        Encoding.ASCII.GetBytes(Digits(file.AsSpan(..^DigitCount)), file.AsSpan(^DigitCount..));
        return file;
    }

    /// <summary>Whether a file is sealed.</summary>
    /// <exception cref="FormatException">It is, and it is not what was sealed.</exception>
    public static bool IsSealed(ReadOnlySpan<byte> file)
    {
        var comment = Introduction.Length + DigitCount;
        if (file.Length < comment || !file[^comment..].StartsWith(Introduction))
            return false;
        if (!file[^DigitCount..].SequenceEqual(Encoding.ASCII.GetBytes(Digits(file[..^DigitCount]))))
            throw new FormatException("The file is damaged: its SHA-256 is not the one that it was saved with. Copy or save it again.");
        return true;
    }

    /// <summary>The SHA-256 of bytes, as hexadecimal digits.</summary>
    public static string Digits(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
