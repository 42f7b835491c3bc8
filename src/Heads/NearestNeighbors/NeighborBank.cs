using System.Numerics.Tensors;
using MsMclr.MLNet.Heads.Labels;

namespace MsMclr.MLNet.Heads.NearestNeighbors;

/// <summary>Unit vectors with labels, and the votes of the nearest of them. Thread-safe.</summary>
internal sealed class NeighborBank
{
    /// <summary>What a vector is divided by at least, so that zeros stay zeros.</summary>
    public const float SmallestNorm = 1e-12f;

    private const int QueryBlock = 16;
    private const int RowBlock = 128; // 128 rows of 256 values stay in a core's cache while 16 queries pass over them.
    private readonly LabeledFeatures _rows;

    public NeighborBank(LabeledFeatures rows, int k, float temperature)
    {
        _rows = Normalized(rows);
        Temperature = temperature;
        K = Math.Min(k, rows.Count);
    }

    public int K { get; }

    public float Temperature { get; }

    /// <summary>The rows as unit vectors; rows of zeros stay zeros and are equally far from everything.</summary>
    public LabeledFeatures Rows => _rows;

    /// <summary>Votes by class, <c>[N, classes]</c>, each row's sum 1.</summary>
    public float[] Votes(LabeledFeatures queries, CancellationToken cancellationToken = default)
    {
        var unit = Normalized(queries);
        var votes = new float[queries.Count * _rows.Classes];
        var blocks = (queries.Count + QueryBlock - 1) / QueryBlock;
        Parallel.For(
            0,
            blocks,
            new ParallelOptions { CancellationToken = cancellationToken },
            () => new float[QueryBlock * _rows.Count],
            (block, _, similarities) =>
            {
                VoteOf(block, unit, similarities, votes);
                return similarities;
            },
            _ => { });
        return votes;
    }

    private void VoteOf(int block, LabeledFeatures queries, float[] similarities, float[] votes)
    {
        var first = block * QueryBlock;
        var count = Math.Min(QueryBlock, queries.Count - first);
        Compare(queries, first, count, similarities);
        for (var query = 0; query < count; query++)
        {
            var own = similarities.AsSpan(query * _rows.Count, _rows.Count);
            Vote(own, votes.AsSpan((first + query) * _rows.Classes, _rows.Classes));
        }
    }

    private void Compare(LabeledFeatures queries, int first, int count, float[] similarities)
    {
        for (var start = 0; start < _rows.Count; start += RowBlock)
        {
            var end = Math.Min(start + RowBlock, _rows.Count);
            for (var query = 0; query < count; query++)
            {
                var values = queries[first + query];
                for (var row = start; row < end; row++)
                    similarities[(query * _rows.Count) + row] = TensorPrimitives.Dot(values, _rows[row]);
            }
        }
    }

    private void Vote(ReadOnlySpan<float> similarities, Span<float> votes)
    {
        // The worst of the best on top; of equals the earlier row is nearer.
        var nearest = new PriorityQueue<int, (float Similarity, int Row)>(K);
        for (var row = 0; row < similarities.Length; row++)
        {
            if (nearest.Count < K)
                nearest.Enqueue(row, (similarities[row], -row));
            else if (similarities[row] > similarities[nearest.Peek()])
                nearest.EnqueueDequeue(row, (similarities[row], -row));
        }

        var largest = TensorPrimitives.Max(similarities);
        foreach (var (row, _) in nearest.UnorderedItems)
            votes[_rows.Labels[row]] += MathF.Exp((similarities[row] - largest) / Temperature);
        TensorPrimitives.Divide(votes, TensorPrimitives.Sum<float>(votes), votes);
    }

    private static LabeledFeatures Normalized(LabeledFeatures rows)
    {
        var values = (float[])rows.Values.Clone();
        for (var row = 0; row < rows.Count; row++)
        {
            var target = values.AsSpan(row * rows.Dimension, rows.Dimension);
            TensorPrimitives.Divide(target, MathF.Max(TensorPrimitives.Norm<float>(target), SmallestNorm), target);
        }

        return new(values, rows.Dimension, rows.Labels, rows.ClassNames);
    }
}
