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
    private readonly int[] _counts = new int[coordinates];

    public int Order => order;

    /// <summary>Gets the sum.</summary>
    public double Total { get; private set; }

    /// <summary>Adds a frame. A joint that is missing in it adds nothing.</summary>
    public void Add(ReadOnlySpan<float> body)
    {
        for (var i = 0; i < body.Length; i++)
        {
            if (float.IsNaN(body[i]))
                continue;
            _counts[i]++;
            var before = body[i] - _mean[i];
            _mean[i] += before / _counts[i];
            Total += before * (body[i] - _mean[i]);
        }
    }
}
