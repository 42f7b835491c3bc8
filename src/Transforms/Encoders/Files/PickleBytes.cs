using System.Buffers.Binary;
using System.Text;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>The bytes of a pickle, read from first to last.</summary>
internal sealed class PickleBytes(byte[] pickle)
{
    private const int LongestLine = 1024;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private int _at;

    /// <exception cref="FormatException">The pickle has fewer bytes.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > pickle.Length - _at)
        {
            const string Reason = "in the middle of something: the file was cut off";
            throw new FormatException($"The pickle ends at byte {pickle.Length:N0}, {Reason}.");
        }

        _at += count;
        return pickle.AsSpan(_at - count, count);
    }

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>A number of as many bytes as one byte says, little-endian, two's complement.</summary>
    public long Long()
    {
        var bytes = Take(Byte());
        Require(bytes.Length <= sizeof(long), "a number of at most 64 bits");
        Span<byte> wide = stackalloc byte[sizeof(long)];
        wide.Fill(bytes.Length > 0 && bytes[^1] >= 0x80 ? (byte)0xff : (byte)0);
        bytes.CopyTo(wide);
        return BinaryPrimitives.ReadInt64LittleEndian(wide);
    }

    /// <summary>Bytes, preceded by their number in one byte.</summary>
    public ReadOnlySpan<byte> ShortString() => Take(Byte());

    /// <summary>Bytes, preceded by their number in four bytes.</summary>
    public ReadOnlySpan<byte> LongString()
    {
        var length = Int32();
        if (length < 0)
            throw Fail("a text of more than 2 GB");
        return Take(length);
    }

    /// <summary>A text that ends with its line.</summary>
    public string Line()
    {
        var length = pickle.AsSpan(_at).IndexOf((byte)'\n');
        if (length is < 0 or > LongestLine)
            throw Fail("a name that does not end");
        var line = Text(Take(length));
        _at++;
        return line;
    }

    public string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Fail("a text that is not UTF-8");
        }
    }

    /// <exception cref="FormatException">The condition does not hold.</exception>
    public void Require(bool holds, string expected)
    {
        if (!holds)
            throw new FormatException($"The pickle, byte {_at:N0}: {expected} is expected.");
    }

    /// <summary>An exception that says where the pickle asks for something that cannot be.</summary>
    public FormatException Fail(string wants) => new($"The pickle, byte {_at:N0}, asks for {wants}.");
}
