using System.Text.Json.Nodes;

namespace MsMclr.MLNet.Cli.Inspect.Facts;

/// <summary>One thing that was found out.</summary>
/// <param name="Name">What it is called in a table, in lower case, words apart.</param>
/// <param name="Value">It, for machines.</param>
/// <param name="Text">It, for people.</param>
internal sealed record InspectedFact(string Name, JsonNode Value, string Text)
{
    /// <summary>What it is called in JSON.</summary>
    public string Key => Name.Replace(' ', '_');
}
