using System.Text.RegularExpressions;

namespace MsMclr.MLNet.Tests;

public sealed class ReportPageTests
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
        {
            var own = Regex.Replace(text, "<br>|<extra></extra>", "");
            Assert.That(own, Does.Not.Contain("<").And.Not.Contain(">").And.Not.Match("&(?!amp;|lt;|gt;)"));
        }
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
        var page = WrittenReport.Of(SampleReport.Make()).Own;
        var policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;
        string[] parts = ["default-src 'none'", "style-src 'unsafe-inline'", "script-src 'unsafe-inline'", "img-src data: blob:"];
        Assert.That(policy.Split(';', StringSplitOptions.TrimEntries), Is.EquivalentTo(parts));
    }

    [Test]
    public void Tables_are_read_without_scripts()
    {
        var text = WrittenReport.Of(SampleReport.Make()).Own.Split("<script")[0];
        Assert.That(text, Does.Contain("Trained encoder").And.Contain("71.6&nbsp;%"));
        Assert.That(text, Does.Contain("<th scope=\"row\">Shake hands</th>").And.Contain("Batch size"));
        Assert.That(text, Does.Contain("<th scope=\"col\">1 label</th>").And.Contain("34.4&nbsp;%"));
    }
}
