using MsMclr.MLNet.Experiments.Report;
using MsMclr.MLNet.Experiments.Report.Page;

namespace MsMclr.MLNet.Tests;

/// <summary>What the page says without its scripts.</summary>
public sealed class PageTextTests
{
    [Test]
    public void The_table_by_class_has_the_share_found_and_the_precision()
    {
        var rows = ClassTable.Rows(["Wave", "Clap", "Bow", "Never tested"], new long[,] { { 1, 3, 0, 0 }, { 1, 9, 0, 0 }, { 2, 0, 0, 0 }, { 0, 0, 0, 0 } });
        string[] cells = ["Clap", "90.0&nbsp;%", "75.0&nbsp;%", "10", "Wave", "25.0&nbsp;%", "25.0&nbsp;%", "4", "Bow", "0.0&nbsp;%", "–", "2"];
        Assert.That(rows, Does.Match(string.Join("(.|\n)*", cells)).And.Not.Contain("Never tested"));
    }

    [Test]
    public void Tables_are_read_without_scripts()
    {
        var text = WrittenReport.Of(SampleReport.Make()).Own.Split("<script")[0];
        Assert.That(text, Does.Contain("Trained encoder").And.Contain("71.6&nbsp;%").And.Contain("<th scope=\"row\">Shake hands</th>").And.Contain("Batch size"));
    }

    // 251 of 400: as a fraction a little below, times a hundred just 62.75.
    [Test]
    public void A_half_is_rounded_as_the_librarys_metrics_round_it()
    {
        Assert.That(Percentage.Text(251 / 400.0), Is.EqualTo("62.7 %").And.EqualTo(FormattableString.Invariant($"{251 / 400.0:P1}")));
        Assert.That(PageText.Percent(251 / 400.0), Is.EqualTo("62.7&nbsp;%"));
    }
}
