using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// The grammar of NTU text in <c>docs/formats.md</c> word for word: strings, expressions and <see cref="double.Parse(string)"/>, nothing
/// fast.
/// </summary>
internal sealed partial class NtuReference
{
    private readonly string[] _lines;
    private readonly List<float> _values = [];
    private int _line;

    private NtuReference(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        text = text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? text[3..] : text;
        _lines = text.Length == 0 ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        for (var i = 0; i < _lines.Length; i++)
            _lines[i] = _lines[i].EndsWith('\r') ? _lines[i][..^1] : _lines[i];
    }

    /// <summary>The clip, two bodies a frame; or the line that is wrong, 0 where that is none in particular.</summary>
    public static (float[]? Clip, long Line) Read(byte[] bytes)
    {
        var reader = new NtuReference(bytes);
        try
        {
            return (reader.Clip(), 0);
        }
        catch (FormatException)
        {
            return (null, reader._line);
        }
    }

    private float[] Clip()
    {
        var frames = Count();
        var any = false;
        for (var frame = 0; frame < frames; frame++)
        {
            var bodies = Count();
            for (var body = 0; body < bodies; body++)
            {
                var joints = Body();
                any |= joints.Any(value => !float.IsNaN(value));
                // A body of which no joint was tracked is none.
                if (joints.All(float.IsNaN))
                    joints = new float[75];
                if (body < 2)
                    _values.AddRange(joints);
            }

            _values.AddRange(new float[75 * Math.Max(0, 2 - bodies)]);
        }

        while (_line < _lines.Length)
            Require(Next().Trim(' ', '\t').Length == 0);
        _line = any ? _line : 0;
        Require(any);
        return [.. _values];
    }

    private float[] Body()
    {
        Require(Id().Match(Next()) is { Success: true } id && ulong.TryParse(id.Groups[1].ValueSpan, out _));
        Require(Count() == 25);
        var joints = new float[75];
        for (var i = 0; i < 75; i += 3)
            Joint(Next(), joints.AsSpan(i, 3));
        return joints;
    }

    private static void Joint(string line, Span<float> position)
    {
        // Eleven spaces between something and something are twelve fields, whatever is between them.
        var hasElevenSpaces = line.Count(' '.Equals) == 11 && line[0] != ' ' && line[^1] != ' ';
        Require(hasElevenSpaces || line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 12);
        var isTracked = !line.TrimEnd(' ').EndsWith(" 0", StringComparison.Ordinal);
        for (var axis = 0; axis < 3; axis++)
        {
            line = line.TrimStart(' ');
            var end = line.IndexOfAny([' ', '\t']);
            var number = end < 0 ? line : line[..end];
            Require(Number().IsMatch(number));
            position[axis] = (float)double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
            Require(float.IsFinite(position[axis]));
            line = line[number.Length..];
        }

        if (!isTracked)
            position.Fill(float.NaN);
    }

    private int Count()
    {
        var line = Next().Trim(' ');
        Require(Whole().IsMatch(line));
        Require(int.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count));
        Require(count >= 0);
        return count;
    }

    private string Next()
    {
        _line++;
        Require(_line <= _lines.Length);
        return _lines[_line - 1];
    }

    private static void Require(bool condition)
    {
        if (!condition)
            throw new FormatException();
    }

    [GeneratedRegex(@"^([0-9]+) ")]
    private static partial Regex Id();

    [GeneratedRegex(@"^[+-]?[0-9]+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\z")]
    private static partial Regex Number();
}
