using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace MsMclr.MLNet.Tests;

/// <summary>Compares what the documentation says of a default with a value.</summary>
internal static partial class DefaultComparison
{
    private const char Code = StatedDefault.Code;
    private const char Reference = StatedDefault.Reference;

    /// <summary>Whether the value is what the statement says. Null where the statement names no value of the type.</summary>
    /// <param name="statement">What <see cref="StatedDefault.Of"/> gives.</param>
    /// <param name="type">The property's type.</param>
    /// <param name="value">Its value.</param>
    /// <param name="owner">What the property belongs to: a statement may name another property of it.</param>
    public static bool? Agrees(string statement, Type type, object? value, object? owner = null)
    {
        var words = AfterDefault().Match(statement).Groups["rest"].Value;
        if (Is(words, "null"))
            return value is null;
        if (Is(words, "none"))
            return value is null || value.Equals(Nothing(type)) || IsEmpty(value);
        if (Is(words, "empty"))
            return IsEmpty(value);
        if (words.Length > 0 && words[0] == Reference)
            return AgreesWithReference(words[1..words.IndexOf(Reference, 1)], value, owner);
        if (words.Length > 0 && words[0] == Code)
            return AgreesWithCode(words, value);
        if (value is IEnumerable<string> list)
            return list.SequenceEqual(words.TrimEnd('.').Split(", "));
        return AgreesWithWord(words, Nullable.GetUnderlyingType(type) ?? type, value);
    }

    private static bool Is(string words, string word) => Regex.IsMatch(words, $"^{word}\\b");

    private static bool IsEmpty(object? value) => value is System.Collections.IEnumerable items && !items.Cast<object>().Any();

    private static object? Nothing(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    // F:Namespace.Type.Member of an enumeration, P:Namespace.Type.Member of a static property or of the owner itself.
    private static bool? AgreesWithReference(string reference, object? value, object? owner)
    {
        var path = reference[2..];
        var dot = path.LastIndexOf('.');
        if (PublicSurface.Find(path[..dot]) is not { } type)
            return null;
        const BindingFlags Static = BindingFlags.Public | BindingFlags.Static;
        if (type.GetField(path[(dot + 1)..], Static) is { } field)
            return IsOrHoldsOnly(value, field.GetValue(null));
        if (type.GetProperty(path[(dot + 1)..], Static) is { } property)
            return IsOrHoldsOnly(value, property.GetValue(null));
        if (type.IsInstanceOfType(owner) && type.GetProperty(path[(dot + 1)..]) is { } other)
            return Equals(other.GetValue(owner), value);
        return null;
    }

    private static bool IsOrHoldsOnly(object? value, object? stated)
    {
        if (Equals(value, stated))
            return true;
        return value is System.Collections.IEnumerable items && items.Cast<object>().SequenceEqual([stated!]);
    }

    // A text or a character as it is, several of them for a list, new Type() for an object.
    private static bool? AgreesWithCode(string words, object? value)
    {
        var first = words[1..words.IndexOf(Code, 1)];
        if (MadeWithNew().Match(first) is { Success: true } made)
        {
            var type = PublicSurface.Types.FirstOrDefault(candidate => candidate.Name == made.Groups["type"].Value);
            return type is null ? null : Equals(Activator.CreateInstance(type), value);
        }

        var items = CodeItem().Matches(words).Select(item => item.Groups["text"].Value);
        if (value is IEnumerable<string> list)
            return list.SequenceEqual(items);
        if (value is IEnumerable<FusedStream> streams)
            return streams.SequenceEqual(items.Zip(Weights(words), (name, weight) => new FusedStream(name, weight)));
        if (value is System.Collections.IEnumerable others and not string)
            return others.Cast<object>().Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)).SequenceEqual(items);
        if (value is null or string or char)
            return Convert.ToString(value, CultureInfo.InvariantCulture) == first;
        return AgreesWithWord(first, value.GetType(), value);
    }

    // Columns first, then as many weights: "A and B with 0.6 and 0.4".
    private static IEnumerable<float> Weights(string words)
        => Fraction().Matches(CodeItem().Replace(words, "")).Select(found => float.Parse(found.Value, CultureInfo.InvariantCulture));

    private static bool? AgreesWithWord(string words, Type type, object? value)
    {
        if (type == typeof(bool) && Is(words, "(?:true|false)"))
            return Equals(value, Is(words, "true"));
        if (type.IsEnum && Enum.TryParse(type, Regex.Match(words, "^\\w*").Value, ignoreCase: false, out var member))
            return Equals(value, member);
        if (Quoted().Match(words) is { Success: true } quoted && type == typeof(string))
            return Equals(value, quoted.Groups["text"].Value);
        if (Number().Match(words) is not { Success: true } found)
            return null;
        var number = double.Parse(found.Groups["number"].Value.Replace(",", ""), CultureInfo.InvariantCulture);
        var unit = found.Groups["unit"].Value;
        if (type == typeof(TimeSpan))
            return Equals(value, unit == "minutes" ? TimeSpan.FromMinutes(number) : TimeSpan.FromSeconds(number));
        if (!type.IsPrimitive || type == typeof(bool) || type == typeof(char))
            return null;
        return Equals(value, Convert.ChangeType(number * Factor(unit), type, CultureInfo.InvariantCulture));
    }

    private static double Factor(string unit) => unit switch
    {
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        "%" => 0.01,
        _ => 1,
    };

    [GeneratedRegex("^Default:? +(?<rest>.*)$")]
    private static partial Regex AfterDefault();

    [GeneratedRegex("^new (?<type>\\w+)\\(\\)$")]
    private static partial Regex MadeWithNew();

    [GeneratedRegex("\u0001(?<text>[^\u0001]*)\u0001")]
    private static partial Regex CodeItem();

    [GeneratedRegex("^\"(?<text>[^\"]*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("^(?<number>-?\\d[\\d,]*(?:\\.\\d+)?(?:e-?\\d+)?)(?: ?(?<unit>KiB|MiB|GiB|%|minutes|seconds))?")]
    private static partial Regex Number();

    [GeneratedRegex("\\d\\.\\d+")]
    private static partial Regex Fraction();
}
