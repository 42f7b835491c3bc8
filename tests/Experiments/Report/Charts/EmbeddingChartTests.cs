using System.Text.Json;

namespace MsMclr.MLNet.Tests;

public sealed class EmbeddingChartTests
{
    [Test]
    public void A_class_looks_the_same_in_both_maps_and_unlike_every_other()
    {
        var traces = Traces(SampleReport.Make(classes: 120, points: 240));
        var looks = traces.GroupBy(GroupOf, trace => trace.GetProperty("marker").GetRawText()).ToArray();
        Assert.That(looks, Has.Length.EqualTo(120));
        Assert.That(looks.Select(look => look.Count()), Has.All.EqualTo(2));
        Assert.That(looks.Select(look => look.Distinct().Single()), Is.Unique);
    }

    [Test]
    public void Pointing_at_a_clip_tells_its_name_and_its_class()
    {
        var report = SampleReport.Make();
        foreach (var trace in Traces(report))
        {
            var label = int.Parse(GroupOf(trace)!);
            var names = report.ClipNames.Where((_, i) => report.Labels[i] == label);
            Assert.That(WrittenReport.Texts(trace.GetProperty("text")), Is.EqualTo(names));
            Assert.That(trace.GetProperty("meta")[0].GetString(), Is.EqualTo(report.ClassNames[label]));
            Assert.That(trace.GetProperty("hovertemplate").GetString(), Does.Contain("%{text}").And.Contain("%{meta[0]}"));
        }
    }

    [Test]
    public void Each_class_is_in_the_legend_once()
    {
        var listed = Traces(SampleReport.Make())
            .Where(trace => !trace.TryGetProperty("showlegend", out var shown) || shown.GetBoolean());
        Assert.That(listed.Select(GroupOf), Is.EquivalentTo(Enumerable.Range(0, 16).Select(label => $"{label}")));
    }

    [Test]
    public void On_a_phone_the_maps_stand_one_below_the_other()
    {
        var written = WrittenReport.Of(SampleReport.Make());
        Assert.That(Domain("narrow", "xaxis2"), Is.EqualTo(Domain("narrow", "xaxis")));
        Assert.That(Domain("narrow", "yaxis2")[1], Is.LessThan(Domain("narrow", "yaxis")[0]));
        Assert.That(Domain("wide", "xaxis")[1], Is.LessThan(Domain("wide", "xaxis2")[0]));

        double[] Domain(string size, string axis)
        {
            var layout = written.Chart("map", size).GetProperty("layout");
            return layout.GetProperty(axis).GetProperty("domain").Deserialize<double[]>()!;
        }
    }

    private static IEnumerable<JsonElement> Traces(HtmlReport report)
        => WrittenReport.Of(report).Chart("map").GetProperty("data").EnumerateArray().ToArray();

    private static string? GroupOf(JsonElement trace) => trace.GetProperty("legendgroup").GetString();
}
