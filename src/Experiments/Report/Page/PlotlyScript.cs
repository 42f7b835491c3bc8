namespace MsMclr.MLNet.Experiments.Report.Page;

/// <summary>plotly.js with its licenses, from Plotly.NET, which carries it: the page needs no network.</summary>
internal static class PlotlyScript
{
    public static string Text() => Resource(".min.js.LICENSE.txt") + Resource(".min.js");

    // By its end: the name holds plotly.js's version.
    private static string Resource(string end)
    {
        var assembly = typeof(Plotly.NET.GenericChart).Assembly;
        var name = assembly.GetManifestResourceNames().Single(name => name.EndsWith(end, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
