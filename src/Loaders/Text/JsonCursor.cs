using System.Text.Json;

namespace MsMclr.MLNet.Loaders.Text;

/// <summary>Reads JSON of a known shape forward, without a document in memory; says line and reason where the shape is another.</summary>
internal ref partial struct JsonCursor
{
    private readonly SkeletonFile _file;
    private readonly MissingValues? _missing;
    private readonly int _skipped;
    private Utf8JsonReader _reader;

    /// <param name="file">The file.</param>
    /// <param name="missing">What to do with coordinates that are not there; null where the format has no such option.</param>
    public JsonCursor(SkeletonFile file, MissingValues? missing = null)
    {
        _file = file;
        _missing = missing;
        var text = file.ReadAll();
        if (PythonNumbers.MayBeIn(text))
            PythonNumbers.Quote(file.Rewrite());
        _skipped = text.StartsWith("\uFEFF"u8) ? 3 : 0;
        _reader = new Utf8JsonReader(text[_skipped..]);
    }

    public readonly JsonTokenType Token => _reader.TokenType;

    public void Read()
    {
        try
        {
            if (!_reader.Read())
                throw Bad("the text ends here; the file is truncated, copy it again");
        }
        catch (JsonException e)
        {
            throw _file.Bad((e.LineNumber ?? -1) + 1, $"this is not JSON, or it is truncated ({e.Message.Split(" LineNumber")[0]})");
        }
    }

    /// <summary>Reads a token that must be of a kind.</summary>
    public void Expect(JsonTokenType token, string what)
    {
        Read();
        if (_reader.TokenType != token)
            throw Bad($"{what} is expected, not {Found()}");
    }

    /// <summary>Reads the name of the next property, or the end of the object.</summary>
    public bool NextProperty(out string name)
    {
        Read();
        name = _reader.TokenType == JsonTokenType.PropertyName ? Text() : "";
        return _reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Reads the beginning of the next element of an array, or the array's end.</summary>
    public bool NextElement(JsonTokenType token, string what)
    {
        Read();
        if (_reader.TokenType == JsonTokenType.EndArray)
            return false;
        if (_reader.TokenType != token)
            throw Bad($"{what} is expected, not {Found()}");
        return true;
    }

    /// <summary>The text of the token that was just read.</summary>
    public readonly string Text()
    {
        try
        {
            return _reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            throw Bad("this text is not UTF-8");
        }
    }

    /// <summary>Steps over the value of a property.</summary>
    public void Skip()
    {
        Read();
        if (_reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
            return;
        for (var depth = _reader.CurrentDepth; ;)
        {
            Read();
            if (_reader.CurrentDepth == depth)
                return;
        }
    }

    public void ExpectEnd()
    {
        try
        {
            if (_reader.Read())
                throw Bad($"the end of the file is expected, not {Found()}");
        }
        catch (JsonException e)
        {
            throw _file.Bad((e.LineNumber ?? -1) + 1, "the end of the file is expected");
        }
    }

    public readonly SkeletonFileException Bad(string reason) => _file.Bad(_file.LineAt(_reader.TokenStartIndex + _skipped), reason);

    private readonly string Found() => _reader.TokenType switch
    {
        JsonTokenType.String when PythonNumbers.Name(_reader.ValueSpan) is { } name => name,
        JsonTokenType.Number or JsonTokenType.String => $"'{TextLines.Shown(_reader.ValueSpan)}'",
        JsonTokenType.StartArray or JsonTokenType.EndArray => "an array's begin or end",
        JsonTokenType.StartObject or JsonTokenType.EndObject => "an object's begin or end",
        var other => other.ToString(),
    };
}
