using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace MsMclr.MLNet.Cli.Inspect.Facts;

/// <summary>What was found out about a file or a folder: facts in order, each for people and for machines.</summary>
internal sealed class Inspection(string kind) : IEnumerable<InspectedFact>
{
    // A table shows so many of a list; machines get all.
    private const int Shown = 12;
    private readonly List<InspectedFact> _facts = [];

    /// <summary>What it is, such as <c>encoder</c>.</summary>
    public string Kind => kind;

    public void Add(string name, string text) => _facts.Add(new InspectedFact(name, JsonValue.Create(text), text));

    /// <summary>Adds in front of all others how often each of some things is there.</summary>
    public void AddFirst(string name, IReadOnlyList<KeyValuePair<string, int>> counts)
    {
        Add(name, counts);
        MoveLastToFront();
    }

    /// <summary>Adds a fact in front of all others.</summary>
    public void AddFirst(string name, string text)
    {
        Add(name, text);
        MoveLastToFront();
    }

    public void Add(string name, long number)
        => _facts.Add(new InspectedFact(name, JsonValue.Create(number), number.ToString("N0", CultureInfo.InvariantCulture)));

    public void Add(string name, double number)
        => _facts.Add(new InspectedFact(name, JsonValue.Create(number), number.ToString("0.####", CultureInfo.InvariantCulture)));

    public void Add(string name, IReadOnlyList<string> items)
    {
        JsonNode[] values = [.. items.Select(item => JsonValue.Create(item))];
        _facts.Add(new InspectedFact(name, new JsonArray(values), Text(items)));
    }

    /// <summary>How often each of some things is there.</summary>
    public void Add(string name, IReadOnlyList<KeyValuePair<string, int>> counts)
    {
        var values = new JsonObject();
        foreach (var count in counts)
            values[count.Key] = count.Value;
        List<string> items = [.. counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key} ({count.Value})"))];
        _facts.Add(new InspectedFact(name, values, $"{counts.Count}: {Text(items)}"));
    }

    public IEnumerator<InspectedFact> GetEnumerator() => _facts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void MoveLastToFront()
    {
        _facts.Insert(0, _facts[^1]);
        _facts.RemoveAt(_facts.Count - 1);
    }

    private static string Text(IReadOnlyList<string> items)
    {
        var text = string.Join(", ", items.Take(Shown));
        var more = items.Count - Shown;
        return more > 0 ? $"{text}, and {more} more" : text;
    }
}
