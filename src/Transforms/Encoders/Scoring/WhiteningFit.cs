using System.Numerics.Tensors;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Whitening;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>Learns a whitening from the embeddings of bodies, in one pass. The mean is that of all rows, directions of a sample.</summary>
internal sealed class WhiteningFit
{
    // Principal directions are found among at most so many rows, evenly spaced: a second or two of linear algebra.
    private const int MostSampled = 1_024;
    private readonly EncoderDefinition _plain;
    private readonly EmbeddingWhitening _whitening;
    private readonly double[] _sum;
    private readonly List<float[]> _sample = [];
    private long _count;
    private int _stride = 1;

    public WhiteningFit(EncoderDefinition encoder, EmbeddingWhitening whitening)
    {
        _plain = encoder.Unwhitened();
        _whitening = whitening;
        _sum = new double[_plain.EmbeddingSize];
    }

    /// <summary>The encoder whose embeddings are to be added.</summary>
    public EncoderDefinition Plain => _plain;

    /// <summary>Adds the embedding of a body.</summary>
    public void Add(ReadOnlySpan<float> row)
    {
        for (var i = 0; i < row.Length; i++)
            _sum[i] += row[i];
        if (_whitening.Power > 0 && _count % _stride == 0)
            Sample(row);
        _count++;
    }

    /// <summary>The encoder, whitened.</summary>
    /// <exception cref="InvalidOperationException">No body was added, or all of them are alike.</exception>
    public EncoderDefinition Finish()
    {
        if (_count == 0)
            throw new InvalidOperationException("No clip has a body; an embedding is whitened with clips that have one.");
        var mean = new float[_sum.Length];
        for (var i = 0; i < mean.Length; i++)
            mean[i] = (float)(_sum[i] / _count);
        var weights = _plain.Weights.ToDictionary();
        weights[WhiteningWeights.Mean] = new EncoderTensor([mean.Length], mean);
        if (_whitening.Power > 0)
            weights[WhiteningWeights.Directions] = Directions(mean);
        return _plain with { Whitening = _whitening, Weights = weights };
    }

    private EncoderTensor Directions(float[] mean)
    {
        foreach (var row in _sample)
            TensorPrimitives.Subtract(row, mean, row);
        var directions = PrincipalDirections.Of(_sample, _whitening.Components);
        if (directions.Count == 0)
            throw new InvalidOperationException("All clips have the same embedding; there is no direction in which to whiten it.");
        var values = new float[mean.Length * directions.Count];
        for (var k = 0; k < directions.Count; k++)
        {
            var share = Math.Pow(directions[k].Deviation, -_whitening.Power);
            for (var i = 0; i < mean.Length; i++)
                values[(i * directions.Count) + k] = (float)(directions[k].Direction[i] * share);
        }

        return new EncoderTensor([mean.Length, directions.Count], values);
    }

    // Once the sample is full, every second row is left out, and from then on only half as many are taken.
    private void Sample(ReadOnlySpan<float> row)
    {
        _sample.Add(row.ToArray());
        if (_sample.Count <= MostSampled)
            return;
        for (var i = 0; i <= MostSampled / 2; i++)
            _sample[i] = _sample[2 * i];
        _sample.RemoveRange((MostSampled / 2) + 1, _sample.Count - (MostSampled / 2) - 1);
        _stride *= 2;
    }
}
