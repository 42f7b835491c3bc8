using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public class BodyScaleTests
{
    private static readonly SkeletonLayout Layout = SkeletonLayout.NtuRgbd;

    [Test]
    public void People_of_any_size_become_the_same([Values(ClipScale.TrunkLength, ClipScale.ShoulderWidth, ClipScale.Box)] ClipScale scale)
    {
        var recording = Recordings.Random(3, 17, Layout);
        float[] taller = [.. recording.Select(value => value * 1.7f)];
        var options = new SkeletonPreparationEstimator.Options { Scale = scale, Frames = 12 };
        var clips = Prepare(options, recording, taller);
        Assert.That(clips[1], Is.EqualTo(clips[0]).Within(1e-4));
        var unscaled = Prepare(new() { Frames = 12 }, recording)[0];
        var factor = clips[0].Max() / unscaled.Max();
        Assert.That(clips[0], Is.EqualTo(unscaled.Select(value => value * factor)).Within(1e-4), "one factor for both bodies");
    }

    [TestCase(ClipScale.ShoulderWidth, 0.4)]
    [TestCase(ClipScale.TrunkLength, 0.5)]
    [TestCase(ClipScale.Box, 1.3)]
    public void The_length_is_the_median_of_the_frames_that_have_it(ClipScale scale, double length)
    {
        // Odd frames are nobody's. One frame is of a giant, and one lacks a shoulder.
        var recording = new float[9 * 2 * 25 * 3];
        for (var frame = 0; frame < 9; frame += 2)
            Stand(recording, frame, frame == 4 ? 10 : 1);
        var shoulder = ((2 * 50) + Layout.LeftShoulder) * 3;
        recording.AsSpan(shoulder, 3).Fill(float.NaN);
        var options = Unturned(scale);
        var clip = Prepare(options, recording)[0];
        var rightFoot = Layout.IndexOf("FootRight");
        Assert.That(At(clip, channel: 1, frame: 0, rightFoot), Is.EqualTo(-0.7 / length).Within(1e-5));
    }

    [Test]
    public void A_first_body_that_is_absent_leaves_the_measure_to_the_next()
    {
        var recording = new float[9 * 2 * 25 * 3];
        for (var frame = 0; frame < 9; frame++)
            Stand(recording, frame, 1, body: 1);
        var clip = Prepare(Unturned(ClipScale.ShoulderWidth), recording)[0];
        Assert.That(At(clip, channel: 0, frame: 3, Layout.RightShoulder, body: 1), Is.EqualTo(0.5).Within(1e-5));
    }

    [Test]
    public void A_clip_without_the_length_keeps_its_size()
    {
        var recording = new float[9 * 2 * 25 * 3];
        recording[Layout.IndexOf("HandLeft") * 3] = 2;
        var clip = Prepare(Unturned(ClipScale.ShoulderWidth), recording)[0];
        Assert.That(clip.Max(), Is.EqualTo(2));
    }

    [Test]
    public void Layouts_that_lack_the_length_are_refused_with_a_remedy()
    {
        var bare = new SkeletonLayout("bare", ["root", "tip"], [new Bone(1, 0)], 0, [0, 1], [new("all", [0, 1])], [new("all", [0, 1])]);
        var shouldered = new SkeletonLayout(
            "shouldered", ["root", "left", "right"], [new Bone(1, 0), new Bone(2, 0)], 0, [0, 2, 1],
            [new("all", [0, 1, 2])], [new("all", [0, 1, 2])], leftShoulder: 1, rightShoulder: 2);
        Assert.That(() => Fit(bare, ClipScale.ShoulderWidth), Throws.ArgumentException.With.Message.Contains("no shoulders"));
        Assert.That(() => Fit(shouldered, ClipScale.TrunkLength), Throws.ArgumentException.With.Message.Contains("named hip"));
        Assert.That(() => Fit(bare, ClipScale.Box), Throws.Nothing);
        Assert.That(() => Fit(SkeletonLayout.NtuRgbd, (ClipScale)9), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    public static IEnumerable<SkeletonLayout> Bodies => SkeletonLayout.Known.Where(layout => layout.HasShoulders);

    [TestCaseSource(nameof(Bodies))]
    public void Every_known_layout_with_shoulders_has_a_trunk(SkeletonLayout layout)
        => Assert.That(() => Fit(layout, ClipScale.TrunkLength), Throws.Nothing);

    private static SkeletonPreparationEstimator.Options Unturned(ClipScale scale) => new()
    {
        Scale = scale,
        Turning = ClipTurning.None,
        Centering = ClipCentering.None,
        Frames = 9,
    };

    private static SkeletonPreparationTransformer Fit(SkeletonLayout layout, ClipScale scale)
    {
        var view = Recordings.View(layout, Recordings.Random(1, 5, layout));
        var options = new SkeletonPreparationEstimator.Options { Scale = scale, Turning = ClipTurning.None };
        return new MLContext().Transforms.Skeleton.Prepare(options).Fit(view);
    }

    // Shoulders 0.4 m apart, 0.5 m above the hips, in a box of 0.5 by 1.2 m.
    private static void Stand(float[] recording, int frame, float size, int body = 0)
    {
        void Put(int joint, float x, float y)
        {
            var at = ((((frame * 2) + body) * 25) + joint) * 3;
            recording[at] = size * x;
            recording[at + 1] = size * y;
        }

        Put(Layout.LeftShoulder, -0.2f, 0.5f);
        Put(Layout.RightShoulder, 0.2f, 0.5f);
        Put(Layout.IndexOf("HipLeft"), -0.1f, 0);
        Put(Layout.IndexOf("HipRight"), 0.1f, 0);
        Put(Layout.IndexOf("HandRight"), 0.3f, 0);
        Put(Layout.IndexOf("FootRight"), 0.1f, -0.7f);
    }

    private static float At(float[] clip, int channel, int frame, int joint, int body = 0)
        => clip[(((((channel * 9) + frame) * 25) + joint) * 2) + body];

    private static float[][] Prepare(SkeletonPreparationEstimator.Options options, params float[][] recordings)
    {
        var view = Recordings.View(Layout, recordings);
        return [.. new MLContext().Transforms.Skeleton.Prepare(options).Fit(view).Transform(view).Vectors("Skeleton")];
    }
}
