using Microsoft.ML;
using MsMclr.MLNet.Transforms.Encoders.Files;

namespace MsMclr.MLNet.Tests;

public class EmbeddingWhiteningTests
{
    private static readonly MLContext Context = new(1);

    // One body each: the mean over bodies, which follows, is then its embedding.
    private static readonly float[][] Clips =
        [.. Enumerable.Range(0, 24).Select(seed => ClipUnderTest.Random(EmbeddingFixture.Shape, seed, absentBody: 1).Values)];

    private static readonly EmbeddingWhitening[] Whitenings =
    [
        EmbeddingWhitening.Centered,
        EmbeddingWhitening.Half,
        EmbeddingWhitening.Half with { Components = 5 },
        new() { Power = 1, UnitLength = false },
    ];

    [Test]
    public void A_centered_embedding_is_the_difference_from_the_mean_at_length_1()
    {
        using var plain = Encoder();
        using var whitened = plain.Whiten(EmbeddingFixture.View(Clips));
        var expected = Centered(Features(plain), unitLength: true);
        Assert.That(whitened.Whitening, Is.EqualTo(EmbeddingWhitening.Centered));
        AssertClose(expected, Features(whitened), 1e-4);
    }

    [Test]
    public void Full_whitening_makes_all_directions_spread_alike_and_uncorrelated()
    {
        using var plain = Encoder();
        var options = new EmbeddingWhitening { Power = 1, UnitLength = false, Components = 6 };
        using var whitened = plain.Whiten(EmbeddingFixture.View(Clips), options);
        var rows = Features(whitened);
        Assert.That(whitened.EmbeddingSize, Is.EqualTo(6));
        for (var i = 0; i < 6; i++)
        {
            for (var j = 0; j < 6; j++)
            {
                var covariance = rows.Sum(row => (double)row[i] * row[j]) / rows.Length;
                Assert.That(covariance, Is.EqualTo(i == j ? 1 : 0).Within(2e-3), $"{i}, {j}");
            }
        }
    }

    [Test]
    public void Half_whitening_keeps_the_order_of_spreads_and_narrows_them()
    {
        using var plain = Encoder();
        var full = new EmbeddingWhitening { Power = 0.5, UnitLength = false, Components = 6 };
        using var whitened = plain.Whiten(EmbeddingFixture.View(Clips), full);
        var rows = Features(whitened);
        var halves = Enumerable.Range(0, 6).Select(i => Math.Sqrt(rows.Average(row => (double)row[i] * row[i]))).ToArray();
        Assert.That(halves, Is.Ordered.Descending);
        Assert.That(halves[0] / halves[5], Is.LessThan(Spreads(Features(plain))[0] / Spreads(Features(plain))[5]));
    }

    [TestCaseSource(nameof(Whitenings))]
    public void Every_file_of_ours_keeps_the_whitening(EmbeddingWhitening whitening)
    {
        using var folder = new TemporaryFolder();
        using var plain = Encoder();
        using var whitened = plain.Whiten(EmbeddingFixture.View(Clips), whitening);
        string[] paths = [folder.File("encoder.onnx"), folder.File("encoder.safetensors"), folder.File("model.zip")];
        whitened.SaveEncoder(paths[0]);
        whitened.SaveWeights(paths[1]);
        Context.Model.Save(whitened, EmbeddingFixture.View(Clips).Schema, paths[2]);
        foreach (var path in paths)
        {
            using var read = Context.Transforms.Skeleton.LoadEncoder(path);
            Assert.That((read.Whitening, read.EmbeddingSize), Is.EqualTo((whitening, whitened.EmbeddingSize)), path);
            Assert.That(Features(read), Is.EqualTo(Features(whitened)), path);
        }

        var model = Context.Model.Load(paths[2], out _);
        AssertClose(Features(whitened), model.Transform(EmbeddingFixture.View(Clips)).Vectors("Features"), 1e-5);
    }

    [Test]
    public void A_whitening_takes_the_place_of_another_and_None_removes_it()
    {
        using var plain = Encoder();
        var view = EmbeddingFixture.View(Clips);
        using var half = plain.Whiten(view, EmbeddingWhitening.Half);
        using var again = half.Whiten(view);
        using var once = plain.Whiten(view);
        using var none = half.Whiten(view, EmbeddingWhitening.None);
        Assert.That(Features(again), Is.EqualTo(Features(once)));
        Assert.That(Features(none), Is.EqualTo(Features(plain)));
    }

    [Test]
    public void Another_readout_is_loaded_without_the_whitening()
    {
        using var folder = new TemporaryFolder();
        using var plain = Encoder();
        using var whitened = plain.Whiten(EmbeddingFixture.View(Clips));
        whitened.SaveEncoder(folder.File("encoder.onnx"));
        using var read = Context.Transforms.Skeleton.LoadEncoder(
            folder.File("encoder.onnx"), new() { Readout = SkeletonReadout.MultiScale });
        Assert.That((read.Readout, read.Whitening), Is.EqualTo((SkeletonReadout.MultiScale, EmbeddingWhitening.None)));
    }

    [Test]
    public void The_rest_of_the_directions_have_names_of_their_own()
    {
        using var plain = Encoder();
        using var whitened = plain.Whiten(EmbeddingFixture.View(Clips), EmbeddingWhitening.Half with { Components = 3 });
        Assert.That(whitened.Encoder.EmbeddingNames, Is.EqualTo(new[] { "component.1", "component.2", "component.3" }));
    }

    [Test]
    public void A_whitening_whose_weights_do_not_fit_is_a_format_error()
    {
        using var plain = Encoder();
        using var whitened = plain.Whiten(EmbeddingFixture.View(Clips));
        var weights = whitened.Encoder.Weights.ToDictionary();
        weights.Remove("whitening.mean");
        Assert.That(
            () => EncoderOnnx.Write(whitened.Encoder with { Weights = weights }),
            Throws.TypeOf<FormatException>().With.Message.Contains("whitening.mean"));
    }

    [Test]
    public void Clips_without_a_body_teach_no_whitening()
    {
        using var plain = Encoder();
        var empty = EmbeddingFixture.View([new float[Clips[0].Length]]);
        Assert.That(() => plain.Whiten(empty), Throws.InvalidOperationException.With.Message.Contains("body"));
    }

    private static SkeletonEmbeddingTransformer Encoder()
        => EmbeddingFixture.Transformer(encoder: GoldenEncoders.Small(excludeAbsent: true));

    private static float[][] Features(SkeletonEmbeddingTransformer encoder)
        => encoder.Transform(EmbeddingFixture.View(Clips)).Vectors("Features");

    private static float[][] Centered(float[][] rows, bool unitLength)
    {
        var size = rows[0].Length;
        var mean = Enumerable.Range(0, size).Select(i => rows.Average(row => (double)row[i])).ToArray();
        return [.. rows.Select(row =>
        {
            var centered = row.Select((value, i) => value - mean[i]).ToArray();
            var length = unitLength ? Math.Sqrt(centered.Sum(value => value * value)) : 1;
            return centered.Select(value => (float)(value / length)).ToArray();
        })];
    }

    private static double[] Spreads(float[][] rows)
    {
        var x = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowArrays(
            Centered(rows, unitLength: false).Select(row => row.Select(value => (double)value).ToArray()));
        return [.. x.Svd().S.Select(value => value / Math.Sqrt(rows.Length))];
    }

    private static void AssertClose(float[][] expected, float[][] actual, double tolerance)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        for (var row = 0; row < expected.Length; row++)
            Assert.That(actual[row], Is.EqualTo(expected[row]).Within(tolerance), $"row {row}");
    }
}
