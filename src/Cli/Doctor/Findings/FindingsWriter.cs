using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace MsMclr.MLNet.Cli.Doctor.Findings;

/// <summary>Findings as a table, and as JSON.</summary>
internal static class FindingsWriter
{
    // A file has no edge; 80 columns would break the rows.
    private const int WidthOfFiles = 140;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void WriteTable(IAnsiConsole console, IEnumerable<Finding> findings)
    {
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = Math.Max(console.Profile.Width, WidthOfFiles);
        var border = console.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.Markdown;
        var table = new Table().Border(border).AddColumn("check").AddColumn("").AddColumn("found");
        foreach (var finding in findings)
            table.AddRow(Markup.Escape(finding.Check), Word(finding.State), Markup.Escape(Printable(finding.Text)));
        console.Write(table);
    }

    public static string Json(IReadOnlyList<Finding> findings) => new JsonObject
    {
        ["ok"] = findings.All(finding => finding.State != FindingState.Failed),
        ["findings"] = new JsonArray([.. findings.Select(Json)]),
    }.ToJsonString(Readable);

    private static JsonObject Json(Finding finding) => new()
    {
        ["check"] = finding.Check,
        ["state"] = Word(finding.State),
        ["found"] = finding.Text,
        ["values"] = new JsonObject(finding.Values.Select(pair => KeyValuePair.Create(pair.Key, Number(pair.Value)))),
    };

    // JSON has no NaN.
    private static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;

    private static string Word(FindingState state) => state switch
    {
        FindingState.Ok => "ok",
        FindingState.NotRun => "not run",
        _ => "FAILED",
    };

    // What libraries say is theirs: nothing in it may steer the terminal.
    private static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));
}
