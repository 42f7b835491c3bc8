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
    /// <summary>A mark before and after what was code, so that it is told from words.</summary>
    public const char Code = '\u0001';

    /// <summary>The same of a reference.</summary>
    public const char Reference = '\u0002';

    /// <summary>The statement, from the word "Default" or "Required" on; null where there is none.</summary>
    public static string? Of(PropertyInfo property)
    {
        if (PublicSurface.Element(property, "value") is { } value && Flat(value).Trim() is var text && Beginning().IsMatch(text))
            return text;
        if (PublicSurface.Element(property, "summary") is { } summary && Ending().Match(Flat(summary).Trim()) is { Success: true } ending)
            return ending.Value;
        return null;
    }

    /// <summary>The statement as a person reads it.</summary>
    public static string Readable(string? statement)
        => statement is null ? "nothing" : statement.Replace(Code.ToString(), "").Replace(Reference.ToString(), "");

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

    [GeneratedRegex("\\s+")]
    private static partial Regex Space();
}
