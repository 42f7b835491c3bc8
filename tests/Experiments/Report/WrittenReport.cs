using System.Text.Json;
using System.Text.RegularExpressions;
using MsMclr.MLNet.Experiments.Report.Page;

namespace MsMclr.MLNet.Tests;

/// <summary>A report as it is found on disk.</summary>
internal sealed class WrittenReport
{
    private WrittenReport(string page)
    {
        Page = page;
        Own = page.Replace(PlotlyScript.Text(), "");
        var data = Regex.Match(page, "id=\"data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        Data = JsonSerializer.Deserialize<JsonElement>(data);
    }

    public string Page { get; }

    /// <summary>The page but for plotly.js, which names addresses that nothing of ours makes it visit.</summary>
    public string Own { get; }

    public JsonElement Data { get; }

    public static WrittenReport Of(HtmlReport report)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File(Path.Combine("new", "report.html"));
        report.Write(path);
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Is.EqualTo(new[] { path }));
        return new WrittenReport(File.ReadAllText(path));
    }

    /// <summary>A chart as plotly.js gets it.</summary>
    public JsonElement Chart(string id, string size = "wide") => Data.GetProperty("charts").GetProperty(id).GetProperty(size);

    /// <summary>Every text in a piece of JSON.</summary>
    public static IEnumerable<string> Texts(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Object => part.EnumerateObject().SelectMany(property => Texts(property.Value)),
        JsonValueKind.Array => part.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [part.GetString()!],
        _ => [],
    };
}
