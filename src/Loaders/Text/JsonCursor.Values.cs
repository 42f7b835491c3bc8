using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MsMclr.MLNet.Loaders.Text;

/// <content>Numbers and arrays of numbers.</content>
internal ref partial struct JsonCursor
{
    public float Number(string what)
    {
        Read();
        return Value(what);
    }

    /// <summary>A number that needs more digits than a coordinate.</summary>
    public double Double(string what)
    {
        Read();
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetDouble(out var value) && double.IsFinite(value))
            return value;
        throw Bad($"{what} is expected to be a finite number, not {Found()}");
    }

    /// <summary>The number that was just read; NaN where it is missing and may be.</summary>
    public readonly float Value(string what)
    {
        if (TryValue(what, out var value, out var bad))
            return value;
        throw bad;
    }

    /// <summary>An array of exactly as many numbers as there is room for, or an empty one.</summary>
    /// <returns>False where it is empty or null.</returns>
    public bool NumbersOrNone(scoped Span<float> values, string what)
    {
        Read();
        if (_reader.TokenType == JsonTokenType.Null)
            return false;
        if (_reader.TokenType != JsonTokenType.StartArray)
            throw Bad($"{what} is expected, not {Found()}");
        return Rest(values, what, mayBeEmpty: true);
    }

    /// <summary>
    /// An array of numbers, or null, read to its end whatever is wrong with it: what is bad is that array, and reading goes on after it.
    /// </summary>
    /// <param name="values">Takes as many as there is room for.</param>
    /// <param name="what">What they are.</param>
    /// <param name="bad">What is wrong with the first number that is none, or with how many there are; none at all is not wrong.</param>
    /// <returns>How many there are.</returns>
    public int AllNumbers(scoped Span<float> values, string what, out SkeletonFileException? bad)
    {
        bad = null;
        Read();
        if (_reader.TokenType == JsonTokenType.Null)
            return 0;
        if (_reader.TokenType != JsonTokenType.StartArray)
            throw Bad($"{what} is expected, not {Found()}");
        for (var count = 0; ; count++)
        {
            Read();
            if (_reader.TokenType == JsonTokenType.EndArray)
            {
                if (count > 0 && count != values.Length)
                    bad ??= Bad($"{what}: {count} numbers are not {values.Length}");
                return count;
            }

            if (_reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                throw Bad($"{what}: a number is expected, not {Found()}");
            if (!TryValue(what, out var value, out var wrong))
                bad ??= wrong;
            else if (count < values.Length)
                values[count] = value;
        }
    }

    /// <summary>The numbers of an array whose begin was read.</summary>
    /// <param name="values">Takes as many as there is room for.</param>
    /// <param name="what">What they are.</param>
    /// <returns>How many there are.</returns>
    public int RestOfNumbers(scoped Span<float> values, string what)
    {
        for (var count = 0; ; count++)
        {
            Read();
            if (_reader.TokenType == JsonTokenType.EndArray)
                return count;
            var value = Value(what);
            if (count < values.Length)
                values[count] = value;
        }
    }

    /// <summary>An array of exactly as many numbers as there is room for.</summary>
    public void Numbers(scoped Span<float> values, string what)
    {
        Expect(JsonTokenType.StartArray, what);
        Rest(values, what, mayBeEmpty: false);
    }

    private readonly bool TryValue(string what, out float value, [NotNullWhen(false)] out SkeletonFileException? bad)
    {
        bad = null;
        value = float.NaN;
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetDouble(out var number) && float.IsFinite((float)number))
        {
            value = (float)number;
            return true;
        }

        var isMissing = _reader.TokenType == JsonTokenType.Null
            || (_reader.TokenType == JsonTokenType.String && PythonNumbers.IsNaN(_reader.ValueSpan));
        if (isMissing && _missing == MissingValues.Missing)
            return true;
        if (isMissing && _missing is not null)
            bad = Bad($"{what}: {Found()} is no number; set MissingValues to Missing to take it for a joint that was not found");
        else
            bad = Bad($"{what} is expected to be a finite number, not {Found()}");
        return false;
    }

    private bool Rest(scoped Span<float> values, string what, bool mayBeEmpty)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Read();
            if (_reader.TokenType == JsonTokenType.EndArray && i == 0 && mayBeEmpty)
                return false;
            if (_reader.TokenType == JsonTokenType.EndArray)
                throw Bad($"{what}: {i} numbers are not {values.Length}");
            values[i] = Value(what);
        }

        Read();
        if (_reader.TokenType != JsonTokenType.EndArray)
            throw Bad($"{what}: there are more than {values.Length} numbers");
        return true;
    }
}
