using System.Text.Json;
using MsMclr.MLNet.Experiments.Report.Charts;
using Plotly.NET;

namespace MsMclr.MLNet.Tests;

public sealed class LossChartTests
{
    [Test]
    public void A_value_that_is_not_finite_is_a_gap_and_is_counted()
    {
        LossPoint[] loss = [new(1, 3, 2), new(2, double.NaN, double.PositiveInfinity), new(3, 1, 0.5)];
        foreach (var curve in Curves(loss))
        {
            var values = curve.GetProperty("y").EnumerateArray().Select(value => value.ValueKind);
            Assert.That(values, Is.EqualTo(new[] { JsonValueKind.Number, JsonValueKind.String, JsonValueKind.Number }));
            Assert.That(curve.GetProperty("y")[1].GetString(), Is.EqualTo("NaN"));
        }

        Assert.That(LossChart.Note(loss), Does.Contain("1 of 3 epochs"));
    }

    [Test]
    public void Curves_keep_their_axis_where_no_value_is_finite()
    {
        var axis = Json([new(1, double.NaN, double.NaN)]).GetProperty("layout").GetProperty("yaxis");
        Assert.That(axis.GetProperty("type").GetString(), Is.EqualTo("linear"));
    }

    private static JsonElement.ArrayEnumerator Curves(LossPoint[] loss) => Json(loss).GetProperty("data").EnumerateArray();

    private static JsonElement Json(LossPoint[] loss)
        => JsonSerializer.Deserialize<JsonElement>(GenericChart.toJson(LossChart.Of(loss)!.Wide));
}
