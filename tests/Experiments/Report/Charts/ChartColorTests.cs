using System.Text.RegularExpressions;
using MsMclr.MLNet.Experiments.Report.Charts;

namespace MsMclr.MLNet.Tests;

public sealed class ChartColorTests
{
    [Test]
    public void Every_color_that_charts_name_has_a_value_in_light_and_in_dark()
    {
        var page = WrittenReport.Of(SampleReport.Make()).Own;
        var ranks = Enumerable.Range(0, ChartColor.Count).Select(rank => $"c{rank}");
        var asked = Regex.Matches(page, @"color\(""(\w+)""\)").Select(match => match.Groups[1].Value);
        foreach (var name in ranks.Concat(asked).Distinct())
            Assert.That(Regex.Count(page, $@"--{name}: #"), Is.EqualTo(2), name);
    }
}
