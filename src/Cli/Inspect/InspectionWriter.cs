using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using MsMclr.MLNet.Cli.Inspect.Facts;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>Writes what was found out, as a table or as JSON.</summary>
internal static class InspectionWriter
{
    // A file has no edge; 80 columns would break the rows.
    private const int WidthOfFiles = 140;

    // For a terminal, a pipe or a file, never for a page: names of actions may stand as they are.
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void WriteTable(IAnsiConsole console, Inspection inspection)
    {
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = Math.Max(console.Profile.Width, WidthOfFiles);
        var border = console.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.Markdown;
        var table = new Table().Border(border).AddColumn("kind").AddColumn(Markup.Escape(inspection.Kind));
        foreach (var fact in inspection)
            table.AddRow(Markup.Escape(fact.Name), Markup.Escape(Printable(fact.Text)));
        console.Write(table);
    }

    public static string Json(Inspection inspection)
    {
        var json = new JsonObject { ["kind"] = inspection.Kind };
        foreach (var fact in inspection)
            json[fact.Key] = fact.Value;
        return json.ToJsonString(Readable);
    }

    // Names come from files: nothing in them may steer the terminal.
    private static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));
}
