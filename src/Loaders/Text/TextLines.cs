using System.Buffers.Text;

namespace MsMclr.MLNet.Loaders.Text;

/// <summary>Walks over the lines of a text in memory and counts them; <c>\n</c> and <c>\r\n</c> both end a line.</summary>
internal ref struct TextLines(SkeletonFile file, ReadOnlySpan<byte> text, long before = 0)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at = text.StartsWith("\uFEFF"u8) ? 3 : 0;

    /// <summary>Gets the number of the line that was read last, 1-based.</summary>
    public long Number { get; private set; } = before;

    public readonly SkeletonFile File => file;

    /// <summary>Gets the text from its first byte to its last.</summary>
    public readonly ReadOnlySpan<byte> Text => _text;

    /// <summary>Gets where in <see cref="Text"/> the line begins that is read next.</summary>
    public readonly int At => _at;

    /// <summary>Passes over lines that were read from <see cref="Text"/>.</summary>
    public void Skip(int lines, int to)
    {
        Number += lines;
        _at = to;
    }

    /// <summary>The next line without its end.</summary>
    public bool TryNext(out ReadOnlySpan<byte> line)
    {
        line = _text[_at..];
        if (line.IsEmpty)
            return false;
        Number++;
        if (line.IndexOf((byte)'\n') is var end and >= 0)
        {
            line = line[..end];
            _at++;
        }

        _at += line.Length;
        if (line.EndsWith("\r"u8))
            line = line[..^1];
        return true;
    }

    /// <summary>The next line, which has to be there.</summary>
    public ReadOnlySpan<byte> Next(string expected)
    {
        if (!TryNext(out var line))
            throw file.Bad(Number + 1, $"the file ends where {expected} is expected; it is truncated, copy it again");
        return line;
    }

    /// <summary>The next line as a count.</summary>
    public int NextCount(string what)
    {
        var line = Next(what).Trim((byte)' ');
        if (!Utf8Parser.TryParse(line, out int count, out var length) || length != line.Length || count < 0)
            throw file.Bad(Number, $"'{Shown(line)}' is not {what}; a number of 0 or more is expected");
        return count;
    }

    /// <summary>Takes a finite number off the front of a line.</summary>
    public readonly float TakeNumber(ref ReadOnlySpan<byte> line, string what)
    {
        if (line.Length > 0 && line[0] == ' ')
            line = line.TrimStart((byte)' ');
        if (!Utf8Numbers.TryParse(line, out var value, out var length))
            throw NotANumber(line, what);
        var goesOn = length < line.Length && line[length] is not ((byte)' ' or (byte)'\t');
        if (goesOn || !float.IsFinite((float)value))
            throw NotANumber(line, what);
        line = line[length..];
        return (float)value;
    }

    private readonly SkeletonFileException NotANumber(ReadOnlySpan<byte> line, string what)
    {
        var token = FirstToken(line);
        var isNumber = Utf8Numbers.TryParse(token, out _, out var length) && length == token.Length;
        return file.Bad(Number, $"'{Shown(token)}' is not {what}; a {(isNumber ? "finite " : "")}number is expected");
    }

    /// <summary>Requires that nothing but blank lines follows.</summary>
    public void ExpectEnd(string after)
    {
        while (TryNext(out var line))
        {
            if (!line.Trim(" \t"u8).IsEmpty)
                throw file.Bad(Number, $"'{Shown(line)}' follows {after}; the end of the file is expected");
        }
    }

    /// <summary>A piece of a hostile text as it may stand in a message: short and printable.</summary>
    public static string Shown(ReadOnlySpan<byte> text)
    {
        var shown = new char[Math.Min(text.Length, 32)];
        for (var i = 0; i < shown.Length; i++)
            shown[i] = text[i] is >= 32 and < 127 ? (char)text[i] : '?';
        return text.Length > shown.Length ? new string(shown) + "..." : new string(shown);
    }

    /// <summary>The same for a text that was decoded.</summary>
    public static string Shown(ReadOnlySpan<char> text)
    {
        var shown = new char[Math.Min(text.Length, 32)];
        for (var i = 0; i < shown.Length; i++)
            shown[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '?' : text[i];
        return text.Length > shown.Length ? new string(shown) + "..." : new string(shown);
    }

    private static ReadOnlySpan<byte> FirstToken(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)' ');
        return end < 0 ? line : line[..end];
    }
}
