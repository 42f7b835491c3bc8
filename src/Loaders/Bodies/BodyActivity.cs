namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>
/// How much a body moves in a clip: the sum over coordinates and frames of the squared deviation from the mean. Coordinates that were not
/// found, and scores, are passed over.
/// </summary>
/// <remarks>
/// Deviations are counted from where the coordinate was first, which keeps the difference of the two sums exact enough without a division
/// a frame.
/// </remarks>
/// <param name="coordinates">V * C.</param>
/// <param name="channels">C.</param>
/// <param name="scoreChannel">Which of C values is a score; -1 if none is.</param>
internal sealed class BodyActivity(int coordinates, int channels, int scoreChannel)
{
    private readonly float[] _first = new float[coordinates];
    private readonly double[] _sum = new double[coordinates];
    private readonly int[] _count = new int[coordinates];
    private double _squares;

    /// <summary>Gets the sum.</summary>
    public double Total
    {
        get
        {
            var total = _squares;
            for (var i = 0; i < _sum.Length; i++)
                total -= _count[i] > 0 ? _sum[i] * _sum[i] / _count[i] : 0;
            return Math.Max(total, 0);
        }
    }

    /// <summary>Adds a frame.</summary>
    public void Add(ReadOnlySpan<float> body)
    {
        var first = _first.AsSpan(0, body.Length);
        var sum = _sum.AsSpan(0, body.Length);
        var count = _count.AsSpan(0, body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (float.IsNaN(body[i]) || (scoreChannel >= 0 && i % channels == scoreChannel))
                continue;
            if (count[i]++ == 0)
                first[i] = body[i];
            double moved = body[i] - first[i];
            sum[i] += moved;
            _squares += moved * moved;
        }
    }
}
