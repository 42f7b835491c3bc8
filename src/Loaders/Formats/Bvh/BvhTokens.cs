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

    public void ExpectEnd()
    {
        if (!Peek().IsEmpty)
            throw Bad($"the end of the file is expected, not {Found()}");
    }

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
