using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// What the documentation says the default of a property is: the words after "Default" in its <c>value</c> element, or at the end of its
/// <c>summary</c>.
/// </summary>
internal static partial class StatedDefault
{
    // Marks that stand around what was an element, so that its text is told from words.
    private const char Code = '\u0001';
    private const char Reference = '\u0002';

    /// <summary>The statement, from the word "Default" or "Required" on; null where there is none.</summary>
    public static string? Of(PropertyInfo property)
    {
        if (PublicSurface.Element(property, "value") is { } value && Flat(value).Trim() is var text && Beginning().IsMatch(text))
            return text;
        if (PublicSurface.Element(property, "summary") is { } summary && Ending().Match(Flat(summary).Trim()) is { Success: true } ending)
            return ending.Value;
        return null;
    }

    /// <summary>Whether the value is what the statement says. Null where the statement names no value of the type.</summary>
    public static bool? Agrees(string statement, Type type, object? value)
    {
        var words = AfterDefault().Match(statement).Groups["rest"].Value;
        if (Is(words, "null"))
            return value is null;
        if (Is(words, "none"))
            return value is null || value.Equals(Nothing(type)) || IsEmpty(value);
        if (Is(words, "empty"))
            return IsEmpty(value);
        if (words.Length > 0 && words[0] == Reference)
            return AgreesWithReference(words[1..words.IndexOf(Reference, 1)], value);
        if (words.Length > 0 && words[0] == Code)
            return AgreesWithCode(words, value);
        return AgreesWithWord(words, Nullable.GetUnderlyingType(type) ?? type, value);
    }

    /// <summary>The statement as a person reads it.</summary>
    public static string Readable(string? statement)
        => statement is null ? "nothing" : statement.Replace(Code.ToString(), "").Replace(Reference.ToString(), "");

    private static bool Is(string words, string word) => Regex.IsMatch(words, $"^{word}\\b");

    private static bool IsEmpty(object? value) => value is System.Collections.IEnumerable items && !items.Cast<object>().Any();

    private static object? Nothing(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    // F:Namespace.Type.Member of an enumeration, P:Namespace.Type.Member of a static property.
    private static bool? AgreesWithReference(string reference, object? value)
    {
        var path = reference[2..];
        var dot = path.LastIndexOf('.');
        if (PublicSurface.Find(path[..dot]) is not { } type)
            return null;
        const BindingFlags Static = BindingFlags.Public | BindingFlags.Static;
        if (type.GetField(path[(dot + 1)..], Static) is { } field)
            return Equals(field.GetValue(null), value);
        if (type.GetProperty(path[(dot + 1)..], Static) is { } property)
            return Equals(property.GetValue(null), value);
        return null;
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

    private static string Flat(XElement element) => string.Concat(element.Nodes().Select(Flat));

    private static string Flat(XNode node)
    {
        if (node is XText text)
            return Space().Replace(text.Value, " ");
        if (node is not XElement element)
            return "";
        if (element.Name.LocalName == "see" && element.Attribute("langword") is { } word)
            return word.Value;
        if (element.Name.LocalName == "see" && element.Attribute("cref") is { } reference)
            return $"{Reference}{reference.Value}{Reference}";
        if (element.Name.LocalName == "c")
            return $"{Code}{element.Value}{Code}";
        return Flat(element);
    }

    [GeneratedRegex("^(?:Default|Required)\\b")]
    private static partial Regex Beginning();

    // The last sentence of a summary.
    [GeneratedRegex("(?:Default|Required)\\b(?:(?!\\. ).)*$")]
    private static partial Regex Ending();

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

    [GeneratedRegex("\\s+")]
    private static partial Regex Space();
}
