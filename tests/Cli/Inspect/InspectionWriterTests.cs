using MsMclr.MLNet.Cli.Inspect;
using Spectre.Console;
using MsMclr.MLNet.Cli.Inspect.Facts;

namespace MsMclr.MLNet.Tests;

public class InspectionWriterTests
{
    [Test]
    public void A_table_shows_some_of_a_long_list_and_JSON_has_all()
    {
        var inspection = new Inspection("recordings");
        inspection.Add("labels", [.. Enumerable.Range(1, 20).Select(number => $"label {number}")]);
        Assert.That(Table(inspection), Does.Contain("label 12, and 8 more").And.Not.Contain("label 13"));
        Assert.That(InspectionWriter.Json(inspection), Does.Contain("label 13").And.Contain("label 20"));
    }

    [Test]
    public void A_name_in_a_file_neither_steers_the_terminal_nor_is_markup()
    {
        var inspection = new Inspection("recordings");
        inspection.Add("labels", "[red]jump[/] \u001b[2J");
        Assert.That(Table(inspection), Does.Contain("[red]jump[/] ?[2J").And.Not.Contain("\u001b"));
    }

    private static string Table(Inspection inspection)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No });
        console.Profile.Width = 400;
        InspectionWriter.WriteTable(console, inspection);
        return text.ToString();
    }
}
