using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>The distillation of similarities, against the formula written out in double precision.</summary>
public class SimilarityDistillationTests
{
    private const int Clips = 5;
    private const int Parts = 3;
    private const int Size = 4;

    [Test]
    public void The_loss_is_the_mean_squared_difference_of_similarities_over_pairs()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(11, CPU);
        var parts = randn([Clips, Parts, Size], generator: generator);
        var teacher = nn.functional.normalize(randn([Clips, 7], generator: generator), dim: 1);
        var loss = new SimilarityDistillation(weight: 0.7).Loss(parts, teacher).item<float>();

        var learned = Centered(TensorValues.ToArray(parts));
        var taught = Rows(TensorValues.ToArray(teacher));
        var sum = 0.0;
        for (var first = 0; first < Clips; first++)
        {
            for (var second = 0; second < Clips; second++)
            {
                if (first != second)
                    sum += Math.Pow(Cosine(learned[first], learned[second]) - Cosine(taught[first], taught[second]), 2);
            }
        }

        Assert.That(loss, Is.EqualTo(0.7 * sum / (Clips * (Clips - 1))).Within(1e-6));
    }

    [Test]
    public void Parts_that_are_as_similar_as_the_teacher_finds_cost_nothing_whatever_their_scale_and_mean()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(12, CPU);
        var rows = randn([Clips, Parts * Size], generator: generator);
        var centered = rows - rows.mean([0], keepdim: true);
        var teacher = nn.functional.normalize(centered, dim: 1);
        var parts = ((centered * 3) + 5).view(Clips, Parts, Size);
        Assert.That(new SimilarityDistillation(weight: 8).Loss(parts, teacher).item<float>(), Is.EqualTo(0).Within(1e-9));
    }

    private static double[][] Rows(float[] values) => [.. values.Select(value => (double)value).Chunk(values.Length / Clips)];

    private static double[][] Centered(float[] values)
    {
        var rows = Rows(values);
        var means = Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i])).ToArray();
        return [.. rows.Select(row => row.Select((value, i) => value - means[i]).ToArray())];
    }

    private static double Cosine(double[] a, double[] b) => Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b));

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
