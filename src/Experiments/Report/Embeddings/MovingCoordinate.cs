namespace MsMclr.MLNet.Experiments.Report.Embeddings;

/// <summary>
/// One coordinate of all points while they move: gradient descent with momentum, and with a gain for each point that grows while its
/// direction stays (Jacobs 1988), as t-SNE's authors do.
/// </summary>
internal sealed class MovingCoordinate(double[] start)
{
    private readonly double[] _steps = new double[start.Length];
    private readonly double[] _gains = [.. start.Select(_ => 1.0)];
    private readonly double[] _pulls = new double[start.Length];
    private readonly double[] _pushes = new double[start.Length];

    /// <summary>Where the points are.</summary>
    public double[] Values { get; } = start;

    public void ClearForces()
    {
        Array.Clear(_pulls);
        Array.Clear(_pushes);
    }

    /// <summary>Adds what two points do to each other.</summary>
    public void AddForce(int first, int second, double pull, double push)
    {
        _pulls[first] += pull;
        _pulls[second] -= pull;
        _pushes[first] += push;
        _pushes[second] -= push;
    }

    /// <summary>Moves the points by the forces.</summary>
    /// <param name="pullFactor">How much harder points are pulled than they would be.</param>
    /// <param name="normalizer">What pushes are divided by.</param>
    /// <param name="momentum">The share of the last step that goes on.</param>
    /// <param name="rate">The learning rate.</param>
    public void Move(double pullFactor, double normalizer, double momentum, double rate)
    {
        for (var i = 0; i < Values.Length; i++)
        {
            var gradient = (pullFactor * _pulls[i]) - (_pushes[i] / normalizer);
            var gain = gradient * _steps[i] < 0 ? _gains[i] + 0.2 : _gains[i] * 0.8;
            _gains[i] = Math.Max(gain, 0.01);
            _steps[i] = (momentum * _steps[i]) - (rate * _gains[i] * gradient);
            Values[i] += _steps[i];
        }
    }
}
