namespace MsMclr.MLNet.Experiments.Report.Page;

/// <summary>The pages, styles and scripts that are part of the assembly.</summary>
internal static class PageResource
{
    public static string Text(string name)
    {
        using var stream = typeof(PageResource).Assembly.GetManifestResourceStream(name);
        if (stream is null)
            throw new InvalidOperationException($"The assembly lacks the resource '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
