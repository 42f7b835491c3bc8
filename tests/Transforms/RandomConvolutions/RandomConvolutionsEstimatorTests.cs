using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Transforms.RandomConvolutions;

namespace MsMclr.MLNet.Tests;

public class RandomConvolutionsEstimatorTests
{
    private static readonly ClipShape OneBody = new(3, 50, 25, 1);
    private static readonly ClipShape TwoBodies = new(3, 50, 25, 2);
    private static readonly ClipShape[] Shapes =
        [OneBody, TwoBodies, new(3, 1, 25, 1), new(2, 5, 25, 2), new(3, 9, 25, 1), new(1, 301, 25, 2)];

    [TestCaseSource(nameof(Shapes))]
    public void Features_are_those_of_the_definition(ClipShape shape)
    {
        var clips = RandomClips.Of(shape, 6, seed: 2); // Not those of the thresholds, which short clips would meet exactly.
        var view = RandomClips.View(shape, clips);
        var model = Fit(RandomClips.View(shape, RandomClips.Of(shape, 6)), 1000);
        var actual = model.Transform(view).Vectors("Features");
        for (var clip = 0; clip < clips.Length; clip++)
        {
            var expected = NaiveConvolutions.Features(model.Bank, clips[clip]);
            var differences = expected.Zip(actual[clip], (one, other) => Math.Abs(one - other)).ToArray();
            Assert.That(differences, Has.Length.EqualTo(924));
            // A response may fall on a threshold: then rounding decides, at one frame.
            var oneFrame = 1.0 / Math.Max(1, shape.Frames - (8 * model.Bank.Dilations[^1].Step));
            Assert.That(differences.Max(), Is.LessThanOrEqualTo(oneFrame + 1e-6));
            Assert.That(differences.Average(), Is.LessThan(1e-3));
        }
    }

    [TestCaseSource(nameof(Shapes))]
    public void A_loaded_model_gives_the_same_bits(ClipShape shape)
    {
        var view = RandomClips.View(shape, RandomClips.Of(shape, 6));
        var model = Fit(view, 1000);
        Assert.That(Reading.SaveAndLoad(model, view).Vectors("Features"), Is.EqualTo(model.Transform(view).Vectors("Features")));
    }

    [Test]
    public void A_replaced_column_is_saved_too()
    {
        var view = RandomClips.View(OneBody, RandomClips.Of(OneBody, 4));
        var model = new MLContext().Transforms.Skeleton.RandomConvolutions("Skeleton", featureCount: 200, seed: 1).Fit(view);
        var loaded = Reading.SaveAndLoad(model, view);
        Assert.That(loaded.Vectors("Skeleton"), Is.EqualTo(model.Transform(view).Vectors("Skeleton")));
        Assert.That(loaded.Schema.Select(column => column.Name).Where(name => name.EndsWith("Before", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void A_model_of_ten_thousand_features_takes_less_than_a_megabyte()
    {
        var view = RandomClips.View(OneBody, RandomClips.Of(OneBody, 4));
        using var stream = new MemoryStream();
        new MLContext().Model.Save(Fit(view, 9996), view.Schema, stream);
        Assert.That(stream.Length, Is.LessThan(1_000_000));
    }

    [Test]
    public void The_seed_decides_and_nothing_else_does()
    {
        var clips = RandomClips.Of(OneBody, 12);
        var view = RandomClips.View(OneBody, clips);
        float[] Features(MLContext context, int? seed)
        {
            var estimator = context.Transforms.Skeleton.RandomConvolutions("Features", "Skeleton", 500, seed);
            return [.. estimator.Fit(view).Transform(view).Vectors("Features").SelectMany(row => row)];
        }

        Assert.That(Features(new MLContext(1), 5), Is.EqualTo(Features(new MLContext(2), 5)));
        Assert.That(Features(new MLContext(1), 5), Is.Not.EqualTo(Features(new MLContext(1), 6)));
        var once = Features(new MLContext(1), null);
        Assert.That(Features(new MLContext(1), null), Is.EqualTo(once));
        Assert.That(Features(new MLContext(1), null), Is.Not.EqualTo(Features(new MLContext(2), null)));
        var estimator = new MLContext(1).Transforms.Skeleton.RandomConvolutions("Features", "Skeleton", 500);
        var first = estimator.Fit(view).Bank.Thresholds;
        Assert.That(estimator.Fit(view).Bank.Thresholds, Is.EqualTo(first), "Fit holds no state");
    }

    [Test]
    public void Threads_share_one_transformer()
    {
        var view = RandomClips.View(OneBody, RandomClips.Of(OneBody, 12));
        var model = Fit(view, 500);
        var expected = model.Transform(view).Vectors("Features");
        Parallel.For(0, 8, _ => Assert.That(model.Transform(view).Vectors("Features"), Is.EqualTo(expected)));
    }

    [Test]
    public void Channels_that_never_change_are_not_drawn()
    {
        var view = RandomClips.View(TwoBodies, RandomClips.Of(TwoBodies, 6, absentBody: 1));
        var drawn = Fit(view, 2000).Bank.Channels;
        Assert.That(drawn.SelectMany(channels => channels).Select(channel => channel % 2), Has.All.Zero);
        Assert.That(drawn.SelectMany(channels => channels).Distinct().Count(), Is.EqualTo(75), "all others are, sooner or later");
        Assert.That(drawn.Select(channels => channels.Length).Distinct().Order(), Is.EqualTo(Enumerable.Range(1, 9)));
        Assert.That(drawn.Select(channels => channels.Distinct().Count()), Is.EqualTo(drawn.Select(channels => channels.Length)));
    }

    [Test]
    public void Clips_that_never_change_have_features_of_zero()
    {
        var view = RandomClips.View(OneBody, [new float[OneBody.Length], new float[OneBody.Length]]);
        Assert.That(Fit(view, 84).Transform(view).Vectors("Features").SelectMany(row => row), Has.All.Zero);
    }

    [Test]
    public void Thresholds_lie_within_the_responses_to_training_clips()
    {
        var view = RandomClips.View(OneBody, RandomClips.Of(OneBody, 60));
        var features = Fit(view, 2000).Transform(view).Vectors("Features");
        var means = Enumerable.Range(0, features[0].Length).Select(feature => features.Average(row => row[feature])).ToArray();
        Assert.That(means.Average(), Is.EqualTo(0.5).Within(0.05));
        Assert.That(means.Count(mean => mean is < 0.01f or > 0.99f), Is.LessThan(means.Length / 10));
    }

    [Test]
    public void The_features_stand_beside_an_embedding()
    {
        var view = RandomClips.View(OneBody, RandomClips.Of(OneBody, 5));
        var context = new MLContext(1);
        var both = context.Transforms.Skeleton.RandomConvolutions("Convolutions", "Skeleton", 100)
            .Append(context.Transforms.Skeleton.RandomConvolutions("Embedding", "Skeleton", 168))
            .Append(context.Transforms.Concatenate("Features", "Embedding", "Convolutions"));
        var made = both.Fit(view).Transform(view);
        Assert.That(made.Schema["Features"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 168 + 84)));
        float[] expected = [.. made.Vectors("Embedding")[3], .. made.Vectors("Convolutions")[3]];
        Assert.That(made.Vectors("Features")[3], Is.EqualTo(expected));
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        made.Schema["Features"].GetSlotNames(ref names);
        Assert.That(names.GetItemOrDefault(0).ToString(), Is.EqualTo("Embedding.Kernel0.Dilation1.Threshold0"));
        Assert.That(names.GetItemOrDefault(168 + 83).ToString(), Is.EqualTo("Convolutions.Kernel83.Dilation1.Threshold0"));
        Assert.That(names.DenseValues().Select(name => name.ToString()), Is.Unique);
    }

    [Test]
    public void A_saved_chain_with_a_head_gives_the_same_bits_in_a_process_without_this_library()
    {
        var ml = new MLContext(seed: 1);
        var recordings = Enumerable.Range(0, 12).Select(seed => new Recorded
        {
            Clip = Recordings.Random(seed, 5 + seed, SkeletonLayout.NtuRgbd),
            Label = $"action {seed % 3}",
        }).ToArray();
        var data = ml.Data.LoadFromEnumerable(recordings);
        var view = ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        var prepare = new SkeletonPreparationEstimator.Options { Frames = 30, Layout = SkeletonLayout.NtuRgbd, Bodies = 2, Channels = 3 };
        var pipeline = ml.Transforms.Skeleton.Prepare(prepare)
            .Append(ml.Transforms.Skeleton.RandomConvolutions("Features", "Skeleton", 420))
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        SavedModel.AssertSameBitsElsewhere(ml, pipeline.Fit(view), view);
    }

    [Test]
    public void A_missing_joint_is_at_zero_also_in_a_saved_model()
    {
        var clips = RandomClips.Of(OneBody, 6);
        var missing = clips.Select(clip => clip.Select((value, i) => i % 11 == 3 ? float.NaN : value).ToArray()).ToArray();
        var zeros = missing.Select(clip => clip.Select(value => float.IsNaN(value) ? 0 : value).ToArray()).ToArray();
        var view = RandomClips.View(OneBody, missing);
        var model = Fit(view, 420);
        var expected = Fit(RandomClips.View(OneBody, zeros), 420).Transform(RandomClips.View(OneBody, zeros)).Vectors("Features");
        Assert.That(model.Transform(view).Vectors("Features"), Is.EqualTo(expected));
        Assert.That(Reading.SaveAndLoad(model, view).Vectors("Features"), Is.EqualTo(expected));
    }

    [Test]
    public void Wrong_options_and_columns_are_refused_with_a_reason()
    {
        var context = new MLContext(1);
        var view = RandomClips.View(OneBody, RandomClips.Of(OneBody, 2));
        RandomConvolutionsTransformer Of(RandomConvolutionsEstimator.Options options, IDataView? data = null)
            => context.Transforms.Skeleton.RandomConvolutions(options).Fit(data ?? view);
        var broken = RandomClips.Of(OneBody, 2);
        broken[1][7] = float.NegativeInfinity;
        Refused<ArgumentOutOfRangeException>(() => Of(new() { FeatureCount = 83 }), "84 to 1000000");
        Refused<ArgumentOutOfRangeException>(() => Of(new() { MaximumChannels = 0 }), "1 and more");
        Refused<ArgumentOutOfRangeException>(() => Of(new() { InputColumnName = "Nope" }), "Could not find input column 'Nope'");
        Refused<ArgumentOutOfRangeException>(() => Of(new() { Shape = TwoBodies }), "Schema mismatch for input column 'Skeleton'");
        Refused<InvalidOperationException>(() => Of(new(), RandomClips.View(OneBody, [])), "no clip");
        Refused<InvalidOperationException>(() => Of(new(), RandomClips.View(OneBody, broken)), "Row 1");
        Refused<OperationCanceledException>(() => Of(new() { CancellationToken = new CancellationToken(canceled: true) }), "");
    }

    [Test]
    public void A_thousand_clips_take_seconds_on_one_thread()
    {
        var model = Fit(RandomClips.View(OneBody, RandomClips.Of(OneBody, 20)), 9996);
        var features = new ConvolutionFeatures(model.Bank);
        var row = new float[9996];
        var clip = RandomClips.Of(OneBody, 1)[0];
        features.Compute(clip, row);
        var best = TimeSpan.MaxValue; // The best of several, since other processes may be at work.
        for (var round = 0; round < 20; round++)
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            for (var i = 0; i < 50; i++)
                features.Compute(clip, row);
            best = clock.Elapsed < best ? clock.Elapsed : best;
        }

        TestContext.Out.WriteLine($"{20 * best.TotalMilliseconds:F0} ms for 1,000 clips of one body and 50 frames");
        Assert.That(20 * best, Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    private static RandomConvolutionsTransformer Fit(IDataView view, int features)
        => new MLContext(1).Transforms.Skeleton.RandomConvolutions("Features", "Skeleton", features).Fit(view);

    private static void Refused<T>(Action action, string reason)
        where T : Exception
        => Assert.That(action, Throws.InstanceOf<T>().With.Message.Contains(reason));

    private sealed class Recorded
    {
        public float[] Clip { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
