namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>
/// How much a body moves in a clip: the sum over coordinates and frames of the squared deviation from the mean, kept by Welford's
/// recurrence (1962).
/// </summary>
/// <param name="order">How many bodies were seen before this one; decides between bodies that move equally.</param>
/// <param name="coordinates">V * C.</param>
internal sealed class BodyActivity(int order, int coordinates)
{
    private readonly double[] _mean = new double[coordinates];
    private double _total;
    private int _count;

    public int Order => order;

    /// <summary>Gets the sum; 0 where a coordinate is not a number.</summary>
    public double Total => double.IsNaN(_total) ? 0 : _total;

    /// <summary>Adds a frame.</summary>
    public void Add(ReadOnlySpan<float> body)
    {
        _count++;
        for (var i = 0; i < body.Length; i++)
        {
            var before = body[i] - _mean[i];
            _mean[i] += before / _count;
            _total += before * (body[i] - _mean[i]);
        }
    }
}
