using System.Text.RegularExpressions;
using MsMclr.MLNet.Experiments.Report.Page;

namespace MsMclr.MLNet.Tests;

public sealed class PlotlyScriptTests
{
    [Test]
    public void Plotly_is_in_the_page_once_with_its_license()
    {
        var page = WrittenReport.Of(SampleReport.Make()).Page;
        Assert.That(PlotlyScript.Text(), Does.Not.Contain("</script").And.Not.Contain("<!--"));
        Assert.That(Regex.Count(page, Regex.Escape("* plotly.js v")), Is.EqualTo(1));
        var copyright = @"plotly\.js v[\d.]+\s+\* Copyright [\d-]+, Plotly, Inc\.";
        Assert.That(page, Does.Match(copyright + @"\s+\* All rights reserved\.\s+\* Licensed under the MIT license"));
        Assert.That(page.Length, Is.LessThan(5_000_000));
    }
}
