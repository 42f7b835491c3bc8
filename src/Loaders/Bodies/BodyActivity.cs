using System.Numerics;

namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>
/// How much a body moves in a clip: the sum over coordinates and frames of the squared deviation from the mean. Coordinates that were not
/// found, and scores, are passed over.
/// </summary>
/// <remarks>
/// Deviations are counted from where the coordinate was first, which keeps the difference of the two sums exact enough without a division
/// a frame.
/// </remarks>
/// <param name="length">V * C.</param>
/// <param name="channels">C.</param>
/// <param name="coordinates">How many of C values are coordinates; those after them are scores.</param>
internal sealed class BodyActivity(int length, int channels, int coordinates)
{
    private readonly float[] _first = new float[length];
    private readonly double[] _sum = new double[length];
    private readonly int[] _count = new int[length];
    private double _squares;
    private bool _hasFirsts;

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
        if (_hasFirsts)
        {
            AddRest(body, AddVectors(body));
            return;
        }

        AddRest(body, 0);
        _hasFirsts = channels == coordinates && !_count.Contains(0);
    }

    private void AddRest(ReadOnlySpan<float> body, int from)
    {
        for (var i = from; i < body.Length; i++)
        {
            if (float.IsNaN(body[i]) || i % channels >= coordinates)
                continue;
            if (_count[i]++ == 0)
                _first[i] = body[i];
            var moved = (double)body[i] - _first[i];
            _sum[i] += moved;
            _squares += moved * moved;
        }
    }

    // As many coordinates as whole vectors have, once each was found before; returns how many that are.
    private int AddVectors(ReadOnlySpan<float> body)
    {
        var squares = Vector<double>.Zero;
        var half = Vector<double>.Count;
        var at = 0;
        for (; at <= body.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            var value = new Vector<float>(body[at..]);
            // Only NaN is not equal to itself.
            var found = Vector.Equals(value, value);
            var moved = Vector.ConditionalSelect(found, value - new Vector<float>(_first, at), Vector<float>.Zero);
            Vector.Widen(moved, out var low, out var high);
            (new Vector<double>(_sum, at) + low).CopyTo(_sum, at);
            (new Vector<double>(_sum, at + half) + high).CopyTo(_sum, at + half);
            squares += (low * low) + (high * high);
            // Found is -1.
            (new Vector<int>(_count, at) - found).CopyTo(_count, at);
        }

        _squares += Vector.Sum(squares);
        return at;
    }
}
