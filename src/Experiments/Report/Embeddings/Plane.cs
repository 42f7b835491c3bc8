namespace MsMclr.MLNet.Experiments.Report.Embeddings;

/// <summary>Where points lie in the plane, x and y of each.</summary>
internal sealed record Plane(double[] X, double[] Y)
{
    /// <summary>In -1 to 1, rounded to what a screen can show.</summary>
    public Plane Rounded()
    {
        var reach = X.Concat(Y).Select(Math.Abs).DefaultIfEmpty().Max();
        return new([.. X.Select(Round)], [.. Y.Select(Round)]);

        double Round(double value) => reach > 0 ? Math.Round(value / reach, 4) : 0;
    }
}
