using Microsoft.ML;
using MsMclr.MLNet.Trainers.Pretraining.Teaching;
using MsMclr.MLNet.Trainers.Training.Clips;

namespace MsMclr.MLNet.Tests;

public class ClipDescriptionsTests
{
    private const int Clips = 24;
    private const int ClassCount = 4; // PreparedClips.Clip: the frequency of clip i is that of i modulo 4.

    [Test]
    public void Rows_have_length_one_and_their_mean_is_nearly_zero()
    {
        var rows = Described(seed: 3);
        foreach (var row in rows)
            Assert.That(Dot(row, row), Is.EqualTo(1).Within(2e-3), "half precision");
        var mean = Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i])).ToArray();
        Assert.That(Dot(mean, mean), Is.LessThan(0.01));
    }

    [Test]
    public void Clips_of_one_frequency_are_more_similar_than_others()
    {
        var rows = Described(seed: 3);
        for (var clip = 0; clip < Clips; clip++)
        {
            var others = Enumerable.Range(0, Clips).Where(other => other != clip);
            var nearest = others.MaxBy(other => Dot(rows[clip], rows[other]));
            Assert.That(nearest % ClassCount, Is.EqualTo(clip % ClassCount));
        }
    }

    [Test]
    public void A_seed_repeats_every_bit_and_another_draws_other_kernels()
    {
        var rows = Described(seed: 3);
        Assert.That(Described(seed: 3), Is.EqualTo(rows));
        Assert.That(Described(seed: 4), Is.Not.EqualTo(rows));
    }

    [Test]
    public void Values_that_are_no_coordinates_are_not_looked_at()
    {
        // The second and third value of each joint differ between the two stores.
        var shape = PreparedClips.Shape;
        var perChannel = shape.Length / shape.Channels;
        float[] Changed(int clip)
        {
            var values = PreparedClips.Clip(clip, shape, secondBody: false);
            for (var i = perChannel; i < values.Length; i++)
                values[i] *= 1.5f + (clip % 3);
            return values;
        }

        var usual = Described(seed: 3, coordinates: 1);
        var changed = Described(seed: 3, coordinates: 1, Changed);
        Assert.That(changed, Is.EqualTo(usual));
    }

    [Test]
    public void Clips_that_are_all_the_same_have_rows_of_zeros()
    {
        var same = PreparedClips.Clip(0, PreparedClips.Shape, secondBody: false);
        foreach (var row in Described(seed: 3, of: _ => same))
            Assert.That(row, Is.All.Zero);
    }

    private static double[][] Described(int seed, int coordinates = 3, Func<int, float[]>? of = null)
    {
        of ??= clip => PreparedClips.Clip(clip, PreparedClips.Shape, secondBody: false);
        var rows = Enumerable.Range(0, Clips).Select(clip => new PreparedClips.Row { Skeleton = of(clip) });
        var view = new MLContext(1).Data.LoadFromEnumerable(rows, PreparedClips.Definition());
        using var store = ClipStore.Read(view, view.Schema["Skeleton"], ClipStoreLimits.None, default);
        var described = ClipDescriptions.Of(store, coordinates, seed, default);
        Assert.That(described.Count, Is.EqualTo(Clips));
        return [.. described.Values.Select(value => (double)value).Chunk(ClipDescriptions.Length)];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
