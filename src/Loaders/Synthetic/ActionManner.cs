namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>A person's own way of doing one action: how far, how often, and which joint goes first.</summary>
internal sealed class ActionManner
{
    private const double LagShare = 0.15;
    private readonly double[] _amounts;
    private readonly double[] _lags;

    public ActionManner(int seed, uint subject, uint label, int curves, double deviation)
    {
        var random = ClipRandom.Of(seed, "manner", subject, label);
        Cycles = Math.Exp(random.Normal(0, deviation));
        _amounts = new double[curves];
        _lags = new double[curves];
        for (var curve = 0; curve < curves; curve++)
        {
            _amounts[curve] = Math.Exp(random.Normal(0, deviation));
            _lags[curve] = random.Normal(0, LagShare * deviation);
        }
    }

    /// <summary>Gets by what the number of repeated movements is multiplied.</summary>
    public double Cycles { get; }

    /// <summary>By what the amount of a curve is multiplied.</summary>
    public double Amount(int curve) => _amounts[curve];

    /// <summary>How much later a curve is played, as a share of one of its movements.</summary>
    public double Lag(int curve) => _lags[curve];
}
