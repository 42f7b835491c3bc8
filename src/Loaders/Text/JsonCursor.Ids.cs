using System.Text;
using System.Text.Json;

namespace MsMclr.MLNet.Loaders.Text;

/// <content>Ids and whole numbers.</content>
internal ref partial struct JsonCursor
{
    /// <summary>An id: a text, or a number as it is written.</summary>
    public string Id(string what)
    {
        Read();
        if (_reader.TokenType == JsonTokenType.String)
            return Text();
        if (_reader.TokenType != JsonTokenType.Number)
            throw Bad($"{what} is expected, not {Found()}");
        return Encoding.ASCII.GetString(_reader.ValueSpan);
    }

    public uint Count(string what)
    {
        Expect(JsonTokenType.Number, what);
        if (!_reader.TryGetUInt32(out var value))
            throw Bad($"{what} is expected to be a whole number of 0 or more, not {Found()}");
        return value;
    }

    /// <summary>A whole number, however it is written.</summary>
    public long Whole(string what)
    {
        Read();
        if (TryWhole(out var value))
            return value;
        throw Bad($"{what} is expected to be a whole number, not {Found()}");
    }

    /// <summary>
    /// The id of a tracked person: a whole number, or an array that begins with one. What trackers write where there is none is null.
    /// </summary>
    public ulong? Track(string what)
    {
        Read();
        if (_reader.TokenType == JsonTokenType.StartArray)
            return TrackOfArray(what);
        if (_reader.TokenType == JsonTokenType.Null)
            return null;
        if (!TryWhole(out var value))
            throw Bad($"{what} is expected to be a whole number, not {Found()}");
        return value < 0 ? null : (ulong)value;
    }

    private ulong? TrackOfArray(string what)
    {
        ulong? track = null;
        var depth = _reader.CurrentDepth;
        for (var isFirst = true; ;)
        {
            Read();
            if (_reader.TokenType == JsonTokenType.EndArray && _reader.CurrentDepth == depth)
                return track;
            if (_reader.TokenType == JsonTokenType.StartObject)
                throw Bad($"{what} is expected to be a whole number, not {Found()}");
            if (!isFirst || _reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray or JsonTokenType.Null)
                continue;
            if (!TryWhole(out var value))
                throw Bad($"{what} is expected to be a whole number, not {Found()}");
            track = value < 0 ? null : (ulong)value;
            isFirst = false;
        }
    }

    private readonly bool TryWhole(out long value)
    {
        value = 0;
        if (_reader.TokenType != JsonTokenType.Number)
            return false;
        if (_reader.TryGetInt64(out value))
            return true;
        // Python writes 3.0 where a number went through an array of floats.
        if (!_reader.TryGetDouble(out var number) || number != Math.Floor(number) || Math.Abs(number) >= 1L << 53)
            return false;
        value = (long)number;
        return true;
    }
}
