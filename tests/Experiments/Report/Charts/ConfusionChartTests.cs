using System.Text.Json;

namespace MsMclr.MLNet.Tests;

public sealed class ConfusionChartTests
{
    [Test]
    public void Cells_are_shares_of_their_row_and_pairs_that_never_happened_are_empty()
    {
        var report = SampleReport.Make();
        var cells = WrittenReport.Of(report).Chart("confusion").GetProperty("data")[0];
        for (var t = 0; t < 16; t++)
        {
            var row = Enumerable.Range(0, 16).Sum(p => report.Confusion[t, p]);
            for (var p = 0; p < 16; p++)
            {
                var share = cells.GetProperty("z")[t][p];
                var hover = cells.GetProperty("hovertext")[t][p].GetString();
                var count = report.Confusion[t, p];
                if (count == 0)
                {
                    Assert.That((share.ToString(), hover), Is.EqualTo(("NaN", "")));
                    continue;
                }

                var names = $"True: {report.ClassNames[t]}<br>Predicted: {report.ClassNames[p]}";
                Assert.That(share.GetDouble(), Is.EqualTo((double)count / row).Within(1e-4));
                Assert.That(hover, Does.StartWith($"{names}<br>{count} of {row} clips ("));
            }
        }
    }

    [TestCase(27, "wide", true)]
    [TestCase(60, "wide", true)]
    [TestCase(120, "wide", false)]
    [TestCase(16, "narrow", true)]
    [TestCase(60, "narrow", false)]
    public void Names_and_numbers_are_left_out_where_they_would_run_into_each_other(int classes, string size, bool shown)
    {
        var chart = WrittenReport.Of(SampleReport.Make(classes: classes)).Chart("confusion", size);
        Assert.That(chart.GetProperty("layout").GetProperty("xaxis").GetProperty("showticklabels").GetBoolean(), Is.EqualTo(shown));
        Assert.That(chart.GetProperty("data")[0].GetProperty("texttemplate").GetString(), Is.EqualTo(shown ? "%{text}" : ""));
    }

    [Test]
    public void Classes_of_one_name_stay_apart()
    {
        var axis = WrittenReport.Of(SampleReport.Make("Same")).Chart("confusion").GetProperty("layout").GetProperty("yaxis");
        Assert.That(axis.GetProperty("tickvals").Deserialize<int[]>(), Is.EqualTo(Enumerable.Range(0, 16)));
        Assert.That(axis.GetProperty("ticktext").Deserialize<string[]>(), Has.Length.EqualTo(16).And.All.EqualTo("Same"));
    }
}
