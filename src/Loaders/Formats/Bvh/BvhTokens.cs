using System.Text;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Bvh;

/// <summary>Words and numbers of a BVH file, between white space.</summary>
internal ref struct BvhTokens
{
    private const int MaxName = 256;
    private readonly SkeletonFile _file;
    private readonly ReadOnlySpan<byte> _text;
    private int _at;

    public BvhTokens(SkeletonFile file)
    {
        _file = file;
        _text = file.ReadAll();
        _at = _text.StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    public readonly SkeletonFileException Bad(string reason) => _file.Bad(_file.LineAt(_at), reason);

    public void Expect(string word)
    {
        if (!Take(word))
            throw Bad($"'{word}' is expected, not {Found()}");
    }

    /// <summary>Takes the next word if it is this one.</summary>
    public bool Take(string word)
    {
        var next = Peek();
        if (!Ascii.EqualsIgnoreCase(next, word))
            return false;
        _at += next.Length;
        return true;
    }

    /// <summary>Takes a word that the next one begins with; what follows it may be written to it.</summary>
    public void ExpectStart(string word)
    {
        var next = Peek();
        if (next.Length < word.Length || !Ascii.EqualsIgnoreCase(next[..word.Length], word))
            throw Bad($"'{word}' is expected, not {Found()}");
        _at += word.Length;
    }

    /// <summary>The words up to the end of the line or a brace, with the spaces between them.</summary>
    public string Name(string what)
    {
        Peek();
        var rest = _text[_at..];
        var end = rest.IndexOfAny("\r\n{"u8);
        var name = (end < 0 ? rest : rest[..end]).TrimEnd(" \t"u8);
        if (name.IsEmpty || name.Length > MaxName)
            throw Bad($"{what} is expected, not {Found()}");
        _at += name.Length;
        return Encoding.UTF8.GetString(name);
    }

    public string Text(string what)
    {
        var next = Peek();
        if (next.IsEmpty || next.Length > MaxName)
            throw Bad($"{what} is expected, not {Found()}");
        _at += next.Length;
        return Encoding.UTF8.GetString(next);
    }

    public double Number(string what)
    {
        var next = Peek();
        if (!Utf8Numbers.TryParse(next, out var value, out var length) || length != next.Length || !float.IsFinite((float)value))
            throw Bad($"{what} is expected to be a finite number, not {Found()}");
        _at += length;
        return value;
    }

    /// <summary>Gets a value indicating whether nothing but white space follows.</summary>
    public bool IsAtEnd => Peek().IsEmpty;

    /// <summary>Gets the line that was reached, 1-based.</summary>
    public readonly long Line => _file.LineAt(_at);

    private string Found() => Peek() is { IsEmpty: false } next ? $"'{TextLines.Shown(next)}'" : "the end of the file; it is truncated";

    private ReadOnlySpan<byte> Peek()
    {
        while (_at < _text.Length && _text[_at] <= ' ')
            _at++;
        var end = _at;
        while (end < _text.Length && _text[end] > ' ')
            end++;
        return _text[_at..end];
    }
}
