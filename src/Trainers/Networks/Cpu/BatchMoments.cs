using MsMclr.MLNet.Trainers.Ranks;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// What a batch normalization knows of its batch: count, mean and squared deviations of every channel, and on the way back two sums.
/// Rows are combined in their order within a group, groups as a tree, and ranks go on with the tree.
/// </summary>
/// <param name="channels">The padded number of channels.</param>
/// <param name="rows">The rows of the batch, which leave two values a channel each: <c>[rows, 2, channels]</c>.</param>
/// <param name="positions">How many values a row has of each channel.</param>
internal sealed unsafe class BatchMoments(int channels, BatchRows rows, int positions)
{
    private readonly double[] _groups = new double[rows.Ranges.Length * ((2 * channels) + 1)];

    /// <summary>Gets how many values of a channel the whole batch has. It is known once rows have been taken.</summary>
    public double Total { get; private set; }

    // A group has the count, then a value of each channel, and then another.
    private int Length => (2 * channels) + 1;

    /// <summary>Gets the mean of a channel.</summary>
    public double Mean(int channel) => _groups[1 + channel];

    /// <summary>Gets the sum of squared deviations of a channel from its mean.</summary>
    public double Squares(int channel) => _groups[1 + channels + channel];

    /// <summary>Gets the sum of <c>dy</c>.</summary>
    public double GradientSum(int channel) => _groups[1 + channel];

    /// <summary>Gets the sum of <c>dy * (x - mean)</c>.</summary>
    public double GradientProduct(int channel) => _groups[1 + channels + channel];

    /// <summary>Combines means and squared deviations.</summary>
    public void TakeRows(float* values)
    {
        foreach (var range in rows.Ranges)
            TakeRows(values, range);
        Fold(Merge, "statistics");
        Total = _groups[0];
    }

    /// <summary>Combines the sums of the way back.</summary>
    public void TakeGradients(float* values)
    {
        Array.Clear(_groups);
        foreach (var range in rows.Ranges)
        {
            var group = Group(range.Index);
            for (var row = range.First; row < range.End; row++)
            {
                var sums = new ReadOnlySpan<float>(values + (2L * row * channels), 2 * channels);
                for (var i = 0; i < sums.Length; i++)
                    group[1 + i] += sums[i];
            }
        }

        Fold(Add, "gradients of a normalization");
    }

    private static void Add(ReadOnlySpan<double> lower, ReadOnlySpan<double> higher, Span<double> both)
    {
        for (var i = 0; i < both.Length; i++)
            both[i] = lower[i] + higher[i];
    }

    private Span<double> Group(int index) => _groups.AsSpan(index * Length, Length);

    private void Fold(RankSums.Combination combine, string what)
    {
        PairwiseTree.Fold(rows.Ranges.Length, (into, from) => combine(Group(into), Group(from), Group(into)));
        rows.Ranks.Combine(Group(0), what, combine);
    }

    // All rows have as many values, so the mean of a group is the mean of their means. Squares around it are those around a row's own
    // mean, and how far that mean is off (Chan, Golub and LeVeque 1983).
    private void TakeRows(float* values, RowRange range)
    {
        var group = Group(range.Index);
        group.Clear();
        var means = group.Slice(1, channels);
        var squares = group[(1 + channels)..];
        var count = range.End - range.First;
        group[0] = (double)count * positions;
        for (var row = range.First; row < range.End; row++)
        {
            var mean = values + (2L * row * channels);
            for (var c = 0; c < channels; c++)
                means[c] += mean[c];
        }

        for (var c = 0; c < channels; c++)
            means[c] /= count;
        for (var row = range.First; row < range.End; row++)
        {
            var mean = values + (2L * row * channels);
            for (var c = 0; c < channels; c++)
            {
                var apart = mean[c] - means[c];
                squares[c] += mean[channels + c] + (positions * apart * apart);
            }
        }
    }

    // The same for two groups (their equations 2.1). What is written may be what is read.
    private void Merge(ReadOnlySpan<double> lower, ReadOnlySpan<double> higher, Span<double> both)
    {
        var a = lower[0];
        var b = higher[0];
        var share = b / (a + b);
        for (var c = 1; c <= channels; c++)
        {
            var apart = higher[c] - lower[c];
            both[channels + c] = lower[channels + c] + higher[channels + c] + (apart * apart * a * share);
            both[c] = lower[c] + (apart * share);
        }

        both[0] = a + b;
    }
}
