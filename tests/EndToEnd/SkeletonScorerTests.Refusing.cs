using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public partial class SkeletonScorerTests
{
    [Test]
    public void Half_a_frame_is_refused_or_left_out()
    {
        float[] clip = [.. clips[3], .. clips[3][..75]];
        Refuses(() => scorer.Score(clip), SkeletonClipFault.PartialFrame, "2 * 25 * 3 = 150");
        using var own = SkeletonScorer.Load(ModelFile, new SkeletonScorer.Options { DropPartialFrame = true });
        Assert.That(IsRight(own.Score(clip), 3), Is.True);
        Refuses(() => own.Score(new float[75]), SkeletonClipFault.NobodyInView, "it has no frame");
    }

    [Test]
    public void NaN_is_refused_or_a_joint_that_was_not_found()
    {
        var clip = clips[3].ToArray();
        for (var frame = 4; frame < 12; frame++)
            clip.AsSpan((frame * FrameLength) + (7 * 3), 3).Fill(float.NaN);
        var joint = SkeletonLayout.NtuRgbd.Joints[7];
        Refuses(() => scorer.Score(clip), SkeletonClipFault.NotFinite, $"Frame 4, body 0, joint {joint}: value 0 is NaN");
        using var own = SkeletonScorer.Load(ModelFile, new SkeletonScorer.Options { FillMissingJoints = true });
        var filled = own.Score(clip);
        Assert.That(filled.Label, Is.EqualTo(expected[3].PredictedLabel), "one joint of eight frames");
        Assert.That(filled.Embedding, Is.Not.EqualTo(expected[3].Features));
        clip[9] = float.PositiveInfinity;
        Refuses(() => own.Score(clip), SkeletonClipFault.NotFinite, "Frame 0, body 0");
    }

    [Test]
    public void Nobody_in_view_is_refused_or_answered()
    {
        float[][] empty = [[], new float[10 * FrameLength]];
        foreach (var clip in empty)
            Refuses(() => scorer.Score(clip), SkeletonClipFault.NobodyInView, "Nobody is in the clip");
        using var own = SkeletonScorer.Load(
            ModelFile, new SkeletonScorer.Options { LabelOfNobody = "nobody", FillMissingJoints = true });
        var missing = new float[10 * FrameLength];
        missing.AsSpan().Fill(float.NaN);
        foreach (var clip in empty.Append(missing))
        {
            var answer = own.Score(clip);
            Assert.That((answer.Label, answer.Confidence, answer.Embedding.Length), Is.EqualTo(("nobody", 0f, 0)));
            Assert.That(answer.Probabilities, Has.Length.EqualTo(20).And.All.Zero);
        }
    }

    [Test]
    public void Other_sizes_are_refused_and_absent_bodies_added()
    {
        var wrong = SkeletonClipFault.WrongLayout;
        Refuses(() => scorer.Score(new float[10, 2, 20, 3]), wrong, "20 joints of 3 values, and the model reads 25 joints");
        Refuses(() => scorer.Score(new float[10, 2, 25, 2]), wrong, "25 joints of 2 values");
        Refuses(() => scorer.Score(new float[10, 25, 2, 3]), wrong, "Axes are [T, M, V, C]");
        Refuses(() => scorer.Score(new float[10, 3, 25, 3]), wrong, "3 bodies a frame, and the model reads 2");
        var kinect = new SkeletonRecording
        {
            Values = clips[0], Bodies = 2, Joints = 25, Channels = 3, Layout = SkeletonLayout.OpenPose25,
        };
        Refuses(() => scorer.Score(kinect), wrong, "The clip's skeleton is openpose-25");

        var single = Array.FindIndex(clips, clip => clip.Chunk(FrameLength).All(frame => frame[75..].All(value => value == 0)));
        float[] one = [.. clips[single].Chunk(FrameLength).SelectMany(frame => frame[..75])];
        Assert.That(IsRight(scorer.Score(Shaped(one, 1, 25, 3)), single), Is.True);
        using var own = SkeletonScorer.Load(ModelFile, new SkeletonScorer.Options { AddAbsentBodies = false });
        Refuses(() => own.Score(Shaped(one, 1, 25, 3)), wrong, "1 bodies a frame");
        float[] half = [.. one, .. one[..30]];
        var partial = new SkeletonRecording { Values = half, Bodies = 1, Joints = 25, Channels = 3 };
        Refuses(() => scorer.Score(partial), SkeletonClipFault.PartialFrame, "no whole number of frames");
    }

    [TestCase(1000f)]
    [TestCase(100f)]
    [TestCase(0.001f)]
    public void Another_unit_is_refused_or_converted(float unit)
    {
        float[] clip = [.. clips[5].Select(value => value * unit)];
        Refuses(() => scorer.Score(clip), SkeletonClipFault.ImplausibleScale, "CoordinateFactor");
        using var converting = SkeletonScorer.Load(ModelFile, new SkeletonScorer.Options { CoordinateFactor = 1 / unit });
        var prediction = converting.Score(clip);
        Assert.That(prediction.Label, Is.EqualTo(expected[5].PredictedLabel));
        Assert.That(prediction.Embedding, Is.EqualTo(expected[5].Features).Within(1e-3));
        Assert.That(clip[0], Is.EqualTo(clips[5][0] * unit), "the caller's clip stays as it is");
        using var any = SkeletonScorer.Load(
            ModelFile, new SkeletonScorer.Options { SmallestBody = 0, LargestBody = float.PositiveInfinity });
        Assert.That(() => any.Score(clip), Throws.Nothing);
    }

    [TestCase(3e38f)]
    [TestCase(2e19f)]
    [TestCase(-1e30f)]
    [TestCase(1.01e18f)]
    public void Numbers_that_are_too_large_for_the_model_are_refused_whatever_the_bounds(float large)
    {
        using var any = SkeletonScorer.Load(
            ModelFile, new SkeletonScorer.Options { SmallestBody = 0, LargestBody = float.PositiveInfinity });
        var clip = clips[5].ToArray();
        clip[FrameLength + 4] = large;
        var joint = SkeletonLayout.NtuRgbd.Joints[1];
        Refuses(() => any.Score(clip), SkeletonClipFault.ImplausibleScale, $"Frame 1, body 0, joint {joint}: value 1 is");
        float[] all = [.. clips[5].Select(value => MathF.Sign(value) * large)];
        Refuses(() => any.Score(all), SkeletonClipFault.ImplausibleScale, "1e+18");
    }

    [Test]
    public void What_is_no_model_of_clips_is_refused_when_it_is_loaded()
    {
        Assert.That(() => SkeletonScorer.Load(Folder.File("nowhere.zip")), Throws.TypeOf<FileNotFoundException>());
        var damaged = Folder.File("damaged.zip");
        File.WriteAllBytes(damaged, File.ReadAllBytes(ModelFile)[..5_000]);
        Assert.That(() => SkeletonScorer.Load(damaged), Throws.TypeOf<FormatException>().With.Message.Contains("damaged.zip"));
        var nameless = Folder.File("nameless.zip");
        Ml.Model.Save(model, null, nameless);
        Assert.That(() => SkeletonScorer.Load(nameless), Throws.TypeOf<FormatException>().With.Message.Contains("without a schema"));
        var encoder = model.First();
        Assert.That(
            () => new SkeletonScorer(encoder, schema),
            Throws.TypeOf<FormatException>().With.Message.Contains("no classifier of named actions"));
        var options = new SkeletonScorer.Options { Parallel = 0 };
        Assert.That(() => new SkeletonScorer(model, schema, options), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_schema_that_tells_nothing_is_completed_by_options_and_names_all_that_is_missing()
    {
        var plain = Ml.Data.LoadFromEnumerable(new[] { new Recording { Clip = clips[0] } }).Schema;
        Assert.That(
            () => new SkeletonScorer(model, plain),
            Throws.TypeOf<FormatException>().With.Message.Contains("Options.Layout").And.Message.Contains("Options.Bodies")
                .And.Message.Contains("Options.Channels"));
        var options = new SkeletonScorer.Options { Layout = SkeletonLayout.NtuRgbd, Bodies = 2, Channels = 3 };
        using var own = new SkeletonScorer(model, plain, options);
        Assert.That(IsRight(own.Score(clips[0]), 0), Is.True);
    }

    [Test]
    public void Damaged_clips_give_documented_exceptions_or_numbers([Values] bool filling) => ScoreDamaged(500, filling);

    [Test]
    [Explicit("A minute. The acceptance of the scorer: 10,000 damaged clips.")]
    public void Ten_thousand_damaged_clips_give_documented_exceptions_or_numbers([Values] bool filling) => ScoreDamaged(10_000, filling);

    private static void ScoreDamaged(int count, bool filling)
    {
        var options = new SkeletonScorer.Options { FillMissingJoints = filling, DropPartialFrame = filling };
        using var own = SkeletonScorer.Load(ModelFile, options);
        var faults = new int[Enum.GetValues<SkeletonClipFault>().Length];
        var scored = 0;
        Parallel.For(0, count, seed =>
        {
            try
            {
                var prediction = own.Score(DamagedClips.Make(new Random(seed), clips[seed % clips.Length]));
                Assert.That(prediction.Label, Is.Not.Empty);
                Assert.That(prediction.Probabilities, Is.All.Matches<float>(float.IsFinite));
                Interlocked.Increment(ref scored);
            }
            catch (SkeletonClipException refused)
            {
                Interlocked.Increment(ref faults[(int)refused.Fault]);
            }
        });
        var told = faults.Select((number, fault) => $"{(SkeletonClipFault)fault} {number}");
        TestContext.Out.WriteLine($"{count} damaged clips: {scored} scored, {string.Join(", ", told)}");
        Assert.That(scored + faults.Sum(), Is.EqualTo(count));
        Assert.That(IsRight(own.Score(clips[0]), 0), Is.True, "it goes on");
    }

    private static void Refuses(Action score, SkeletonClipFault fault, string told)
    {
        var refused = Assert.Throws<SkeletonClipException>(() => score())!;
        Assert.That(refused.Message, Does.Contain(told));
        Assert.That(refused.Fault, Is.EqualTo(fault));
    }

    private sealed class Recording
    {
        public float[] Clip { get; set; } = [];
    }
}
