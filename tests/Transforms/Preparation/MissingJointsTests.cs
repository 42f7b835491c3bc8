using CsCheck;
using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public class MissingJointsTests
{
    private static readonly SkeletonLayout Layout = SkeletonLayout.NtuRgbd;
    private static readonly int Elbow = Layout.IndexOf("ElbowLeft");

    [Test]
    public void Filling_is_that_of_looking_for_the_neighbors_of_each_frame(
        [Values(MissingJoints.Interpolate, MissingJoints.Hold)] MissingJoints how)
        => Gen.Int[0, 1000].Sample(seed =>
        {
            var recording = Walk(23, seed, share: 0.4);
            var expected = NaiveFilling.Fill(recording, 25, how).Select(value => float.IsNaN(value) ? 0 : value).ToArray();
            return Near(AsRecording(Prepare(recording, Raw(23, how))), expected);
        }, iter: 50);

    [Test]
    public void A_joint_on_a_straight_way_is_put_back_where_it_was_taken_from()
        => Gen.Select(Gen.Int[0, 1000], Gen.Int[1, 20], Gen.Int[1, 20]).Sample((seed, one, other) =>
        {
            var recording = Walk(22, seed, share: 0);
            var expected = Prepare(recording, new() { Frames = 10 });
            for (var frame = Math.Min(one, other); frame <= Math.Max(one, other); frame++)
                Forget(recording, frame, Elbow);
            return Near(Prepare(recording, new() { Frames = 10 }), expected);
        }, iter: 50);

    [Test]
    public void What_is_filled_and_forgotten_again_is_as_before()
    {
        var recording = Walk(19, seed: 3, share: 0.5);
        var filled = AsRecording(Prepare(recording, Raw(19, MissingJoints.Interpolate)));
        for (var i = 0; i < filled.Length; i++)
            filled[i] = float.IsNaN(recording[i]) ? float.NaN : filled[i];
        Assert.That(filled, Is.EqualTo(recording));
        Assert.That(AsRecording(Prepare(recording, Raw(19, MissingJoints.Keep))), Is.EqualTo(recording), "kept");
    }

    [Test]
    public void A_clip_in_which_nothing_is_missing_is_the_same_whatever_is_done_with_missing_joints(
        [Values] MissingJoints how,
        [Values] ClipCentering centering)
    {
        var recording = Walk(30, seed: 1, share: 0);
        var options = new SkeletonPreparationEstimator.Options { MissingJoints = how, Centering = centering };
        Assert.That(Prepare(recording, options), Is.EqualTo(Prepare(recording, new() { Centering = centering })));
    }

    [Test]
    public void The_papers_options_take_missing_joints_as_zeros()
    {
        var recording = Walk(30, seed: 1, share: 0.3);
        float[] zeros = [.. recording.Select(value => float.IsNaN(value) ? 0 : value)];
        var paper = SkeletonPreparationEstimator.Options.Paper;
        Assert.That(Prepare(recording, paper), Is.EqualTo(Prepare(zeros, paper)));
    }

    [Test]
    public void A_joint_that_is_never_found_is_at_the_origin_of_the_centered_clip([Values] ClipTurning turning)
    {
        var recording = Walk(12, seed: 2, share: 0);
        for (var frame = 0; frame < 12; frame++)
            Forget(recording, frame, Elbow);
        var clip = AsRecording(Prepare(recording, new() { Turning = turning, Frames = 8 }), frames: 8);
        for (var frame = 0; frame < 8; frame++)
            Assert.That(clip.AsSpan(((frame * 25) + Elbow) * 3, 3).ToArray(), Is.EqualTo(new float[3]));
        var kept = new SkeletonPreparationEstimator.Options { Turning = turning, Frames = 8, MissingJoints = MissingJoints.Keep };
        Assert.That(Prepare(recording, kept).Count(float.IsNaN), Is.EqualTo(8 * 3), "that joint alone");
    }

    [Test]
    public void A_mirrored_joint_is_where_the_other_side_says()
    {
        var recording = Walk(9, seed: 4, share: 0);
        Symmetric(recording, angle: 0.7);
        var expected = AsRecording(Prepare(recording, Raw(9, MissingJoints.Mirror)));
        for (var frame = 0; frame < 9; frame++)
            Forget(recording, frame, Layout.IndexOf(frame % 2 == 0 ? "WristLeft" : "AnkleRight"));
        Forget(recording, 3, Layout.LeftShoulder); // The hips stand in.
        Assert.That(AsRecording(Prepare(recording, Raw(9, MissingJoints.Mirror))), Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void A_layout_without_shoulders_and_hips_cannot_mirror()
    {
        var layout = new SkeletonLayout("two", ["a", "b"], [new(1, 0)], 0, [0, 1], [new("all", [0, 1])], [new("all", [0, 1])]);
        var view = new RecordingView("Clip", Recordings.Type(layout, 1), layout, []);
        var options = new SkeletonPreparationEstimator.Options { MissingJoints = MissingJoints.Mirror, Turning = ClipTurning.None };
        Assert.That(
            () => new MLContext().Transforms.Skeleton.Prepare(options).Fit(view),
            Throws.ArgumentException.With.Message.Contains("set Options.MissingJoints to Interpolate"));
    }

    [Test]
    public void A_person_whose_nose_is_never_found_and_one_at_the_root_are_prepared(
        [Values] ClipLengthRule length,
        [Values(0, float.NaN)] float nose)
    {
        var layout = SkeletonLayout.Coco17;
        var recording = Recordings.Random(1, 30, layout, bodies: 1);
        for (var frame = 0; frame < 30; frame++)
            recording.AsSpan(frame * 17 * 3, 3).Fill(nose);
        recording[5] = 1;
        var options = new SkeletonPreparationEstimator.Options { Length = length };
        Assert.That(Prepare(recording, options, layout), Has.Some.Not.Zero.And.None.NaN);
    }

    // A body that walks on a straight way, each joint at its own speed; joints are not found now and then, some never.
    private static float[] Walk(int frames, int seed, double share)
    {
        var random = new Random(seed);
        var recording = new float[frames * 25 * 3];
        for (var joint = 0; joint < 25 * 3; joint++)
        {
            var (start, speed) = (1 + random.NextDouble(), (random.NextDouble() - 0.5) / 10);
            for (var frame = 0; frame < frames; frame++)
                recording[(frame * 25 * 3) + joint] = (float)(start + (speed * frame));
        }

        for (var joint = 0; joint < 25; joint++)
        {
            var missing = share == 0 ? 0 : Math.Round(random.NextDouble() * 2 * share * 3) / 3;
            for (var frame = 0; frame < frames; frame++)
            {
                if (joint != 7 && random.NextDouble() < missing)
                    Forget(recording, frame, joint);
            }
        }

        return recording;
    }

    // Every joint of the right is the mirror image of the one on the left, at a plane through the origin.
    private static void Symmetric(float[] recording, double angle)
    {
        var (sine, cosine) = Math.SinCos(angle);
        for (var at = 0; at < recording.Length; at += 25 * 3)
        {
            for (var joint = 0; joint < 25; joint++)
            {
                var (from, to) = (at + (joint * 3), at + (Layout.Mirror[joint] * 3));
                if (Layout.Mirror[joint] <= joint)
                    continue;
                var away = (recording[from] * cosine) + (recording[from + 2] * sine);
                recording[to] = (float)(recording[from] - (2 * away * cosine));
                recording[to + 1] = recording[from + 1];
                recording[to + 2] = (float)(recording[from + 2] - (2 * away * sine));
            }
        }
    }

    private static void Forget(float[] recording, int frame, int joint)
        => recording.AsSpan(((frame * 25) + joint) * 3, 3).Fill(float.NaN);

    private static SkeletonPreparationEstimator.Options Raw(int frames, MissingJoints how) => new()
    {
        Frames = frames,
        MissingJoints = how,
        Centering = ClipCentering.None,
        Turning = ClipTurning.None,
        Length = ClipLengthRule.All,
    };

    private static float[] Prepare(float[] recording, SkeletonPreparationEstimator.Options options, SkeletonLayout? layout = null)
    {
        layout ??= Layout;
        var view = new RecordingView("Clip", Recordings.Type(layout, bodies: 1), layout, [recording]);
        return new MLContext().Transforms.Skeleton.Prepare(options).Fit(view).Transform(view).Vectors("Skeleton")[0];
    }

    // [3, T, V] to [T, V, 3].
    private static float[] AsRecording(float[] clip, int? frames = null)
    {
        var joints = clip.Length / 3;
        Assert.That(frames ?? joints / 25, Is.EqualTo(joints / 25));
        return [.. Enumerable.Range(0, clip.Length).Select(i => clip[(i % 3 * joints) + (i / 3)])];
    }

    private static bool Near(float[] one, float[] other) => one.Zip(other).All(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
}
