using System.Text.RegularExpressions;
using MsMclr.MLNet.Experiments.Report.Page;

namespace MsMclr.MLNet.Tests;

public sealed class PageSafetyTests
{
    private const string Hostile = "</script><img src=x onerror=alert(1)>&\"' {{data}} \u2028 <a href=\"https://example.org\">%{x}</a>";

    [Test]
    public void Hostile_names_stay_text()
    {
        var written = WrittenReport.Of(SampleReport.Make(Hostile));
        Assert.That(written.Own, Does.Not.Contain("<img").And.Not.Contain("<a ").And.Contain("&lt;/script&gt;&lt;img"));
        Assert.That(Regex.Count(written.Page, "</script>"), Is.EqualTo(4), "data, plotly.js, charts, clips");
        Assert.That(written.Data.GetProperty("groups")[0].GetProperty("name").GetString(), Is.EqualTo(Hostile));
    }

    [TestCase("map")]
    [TestCase("loss")]
    [TestCase("confusion")]
    public void Names_in_charts_are_text_where_plotly_reads_html(string chart)
    {
        var written = WrittenReport.Of(SampleReport.Make(Hostile));
        foreach (var text in new[] { "wide", "narrow" }.SelectMany(size => WrittenReport.Texts(written.Chart(chart, size))))
            Assert.That(Regex.Replace(text, "<br>|<extra></extra>", ""), Does.Not.Contain("<").And.Not.Contain(">").And.Not.Match("&(?!amp;|lt;|gt;)"));
    }

    [Test]
    public void The_page_refers_to_nothing_outside_itself()
    {
        var written = WrittenReport.Of(SampleReport.Make());
        Assert.That(written.Own, Does.Not.Contain("://"));
        Assert.That(written.Own, Does.Not.Match(@"(src|href)=|@import|url\(|fetch\(|import\("));
        Assert.That(written.Own, Does.Contain("default-src 'none'").And.Not.Contain("{{"));
    }

    [Test]
    public void Nothing_may_be_fetched_even_by_plotly()
    {
        var policy = Regex.Match(WrittenReport.Of(SampleReport.Make()).Own, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;
        Assert.That(policy.Split(';', StringSplitOptions.TrimEntries),
            Is.EquivalentTo(new[] { "default-src 'none'", "style-src 'unsafe-inline'", "script-src 'unsafe-inline'", "img-src data: blob:" }));
    }

    [Test]
    public void Plotly_is_in_the_page_once_with_its_license()
    {
        var page = WrittenReport.Of(SampleReport.Make()).Page;
        Assert.That(PlotlyScript.Text(), Does.Not.Contain("</script").And.Not.Contain("<!--"));
        Assert.That(Regex.Count(page, Regex.Escape("* plotly.js v")), Is.EqualTo(1));
        Assert.That(page, Does.Match(@"plotly\.js v[\d.]+\s+\* Copyright [\d-]+, Plotly, Inc\.\s+\* All rights reserved\.\s+\* Licensed under the MIT license"));
        Assert.That(page.Length, Is.LessThan(5_000_000));
    }
}
