using System.Numerics.Tensors;

namespace MsMclr.MLNet.Trainers.Pretraining.Teaching;

/// <summary>Brings rows <c>[N, F]</c> to a common scale: features to deviation 1, rows to mean 0 and length 1.</summary>
internal sealed class DescriptionScale(Half[] values, int length)
{
    // A feature that varies less is the same in all clips but for rounding.
    private const float SmallestDeviation = 1e-4f;

    private readonly float[] _row = new float[length];

    private int Count => values.Length / length;

    /// <summary>Overwrites the rows.</summary>
    public void Apply()
    {
        var means = Means();
        var factors = FactorsOf(means);
        ForEach(row =>
        {
            TensorPrimitives.Subtract(row, means, row);
            TensorPrimitives.Multiply(row, factors, row);
            ToLengthOne(row);
        });

        // Rows of one length are no longer at mean 0. Similarities are told from there.
        var centers = Means();
        ForEach(row =>
        {
            TensorPrimitives.Subtract(row, centers, row);
            ToLengthOne(row);
        });
    }

    private float[] Means()
    {
        var sums = new double[length];
        for (var i = 0; i < Count; i++)
        {
            var row = Row(i);
            for (var feature = 0; feature < length; feature++)
                sums[feature] += row[feature];
        }

        return [.. sums.Select(sum => (float)(sum / Count))];
    }

    private float[] FactorsOf(float[] means)
    {
        var squares = new double[length];
        for (var i = 0; i < Count; i++)
        {
            var row = Row(i);
            for (var feature = 0; feature < length; feature++)
                squares[feature] += Math.Pow(row[feature] - means[feature], 2);
        }

        return [.. squares.Select(sum => FactorOf((float)Math.Sqrt(sum / Count)))];
    }

    private static float FactorOf(float deviation) => deviation < SmallestDeviation ? 0 : 1 / deviation;

    private static void ToLengthOne(Span<float> row)
    {
        var norm = TensorPrimitives.Norm<float>(row);
        if (norm > 0)
            TensorPrimitives.Divide(row, norm, row);
    }

    private void ForEach(Action<float[]> change)
    {
        for (var i = 0; i < Count; i++)
        {
            change(Row(i));
            TensorPrimitives.ConvertToHalf(_row, values.AsSpan(i * length, length));
        }
    }

    private float[] Row(int index)
    {
        TensorPrimitives.ConvertToSingle(values.AsSpan(index * length, length), _row);
        return _row;
    }
}
