using System.Text.Json;

namespace MsMclr.MLNet.Tests;

public sealed class EmbeddingChartTests
{
    [Test]
    public void A_class_looks_the_same_in_both_maps_and_unlike_every_other()
    {
        var traces = WrittenReport.Of(SampleReport.Make(classes: 120, points: 240)).Chart("map").GetProperty("data").EnumerateArray().ToArray();
        var looks = traces.GroupBy(trace => trace.GetProperty("legendgroup").GetString(), trace => trace.GetProperty("marker").GetRawText()).ToArray();
        Assert.That(looks, Has.Length.EqualTo(120));
        Assert.That(looks.Select(look => look.Count()), Has.All.EqualTo(2));
        Assert.That(looks.Select(look => look.Distinct().Single()), Is.Unique);
    }

    [Test]
    public void Pointing_at_a_clip_tells_its_name_and_its_class()
    {
        var report = SampleReport.Make();
        foreach (var trace in WrittenReport.Of(report).Chart("map").GetProperty("data").EnumerateArray())
        {
            var label = int.Parse(trace.GetProperty("legendgroup").GetString()!);
            Assert.That(WrittenReport.Texts(trace.GetProperty("text")), Is.EqualTo(report.ClipNames.Where((_, i) => report.Labels[i] == label)));
            Assert.That(trace.GetProperty("meta")[0].GetString(), Is.EqualTo(report.ClassNames[label]));
            Assert.That(trace.GetProperty("hovertemplate").GetString(), Does.Contain("%{text}").And.Contain("%{meta[0]}"));
        }
    }

    [Test]
    public void Each_class_is_in_the_legend_once()
    {
        var traces = WrittenReport.Of(SampleReport.Make()).Chart("map").GetProperty("data").EnumerateArray();
        var listed = traces.Where(trace => !trace.TryGetProperty("showlegend", out var shown) || shown.GetBoolean());
        Assert.That(listed.Select(trace => trace.GetProperty("legendgroup").GetString()), Is.EquivalentTo(Enumerable.Range(0, 16).Select(label => $"{label}")));
    }

    [Test]
    public void On_a_phone_the_maps_stand_one_below_the_other()
    {
        var written = WrittenReport.Of(SampleReport.Make());
        Assert.That(Domain("narrow", "xaxis2"), Is.EqualTo(Domain("narrow", "xaxis")));
        Assert.That(Domain("narrow", "yaxis2")[1], Is.LessThan(Domain("narrow", "yaxis")[0]));
        Assert.That(Domain("wide", "xaxis")[1], Is.LessThan(Domain("wide", "xaxis2")[0]));

        double[] Domain(string size, string axis) => written.Chart("map", size).GetProperty("layout").GetProperty(axis).GetProperty("domain").Deserialize<double[]>()!;
    }
}
