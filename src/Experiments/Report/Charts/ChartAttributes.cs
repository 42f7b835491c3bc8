using Plotly.NET;
using Plotly.NET.CSharp;

namespace MsMclr.MLNet.Experiments.Report.Charts;

/// <summary>Attributes by the names of plotly.js's reference, where Plotly.NET has no parameter for them that C# could name.</summary>
internal static class ChartAttributes
{
    public static T With<T>(this T part, string name, object value)
        where T : DynamicObj.DynamicObj
    {
        part.SetProperty(name, value);
        return part;
    }

    /// <summary>The same for each of a chart's traces.</summary>
    public static GenericChart With(this GenericChart chart, string name, object value)
    {
        foreach (var trace in chart.GetTraces())
            trace.SetProperty(name, value);
        return chart;
    }
}
