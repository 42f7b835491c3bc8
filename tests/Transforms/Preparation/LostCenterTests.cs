using Microsoft.ML;
using MsMclr.MLNet.Transforms.Preparation;

namespace MsMclr.MLNet.Tests;

public class LostCenterTests
{
    private const int Frames = 6;
    private static readonly SkeletonLayout Layout = SkeletonLayout.NtuRgbd;

    [Test]
    public void A_center_lies_between_the_shoulders_or_the_hips_that_hang_from_it()
    {
        Assert.That(Between(SkeletonLayout.NtuRgbd), Is.EqualTo(("ShoulderLeft", "ShoulderRight")));
        Assert.That(Between(SkeletonLayout.OpenPose18), Is.EqualTo(("ShoulderLeft", "ShoulderRight")));
        var pelvis = new SkeletonLayout(
            "pelvis",
            ["Pelvis", "Head", "HipLeft", "HipRight"],
            [new(1, 0), new(2, 0), new(3, 0)],
            center: 0,
            mirror: [0, 1, 3, 2],
            parts: [new("all", [0, 1, 2, 3])],
            regions: [new("all", [0, 1, 2, 3])]);
        Assert.That(Between(pelvis), Is.EqualTo(("HipLeft", "HipRight")));
    }

    [TestCase(ClipCentering.EachFrame)]
    [TestCase(ClipCentering.FirstFrame)]
    public void A_lost_center_takes_the_middle_of_the_shoulders_and_then_of_what_is_there(ClipCentering centering)
    {
        var recording = Body();
        for (var frame = 0; frame < Frames; frame++)
            Forget(recording, frame, Layout.Center);
        var whole = Prepare(recording, centering);
        var middle = (At(whole, Layout.LeftShoulder) + At(whole, Layout.RightShoulder)) / 2;
        Assert.That(middle, Is.Zero.Within(1e-5), "between the shoulders");
        for (var frame = 0; frame < Frames; frame++)
            Forget(recording, frame, Layout.LeftShoulder);
        var clip = Prepare(recording, centering);
        var there = Enumerable.Range(0, 25).Where(joint => joint != Layout.Center && joint != Layout.LeftShoulder);
        Assert.That(there.Average(joint => At(clip, joint)), Is.Zero.Within(1e-5), "the mean of what is there");
    }

    [TestCase(ClipTurning.FirstFrame)]
    [TestCase(ClipTurning.EachFrame)]
    public void A_shoulder_that_is_never_found_turns_by_the_hips(ClipTurning turning)
    {
        var recording = Body();
        var hips = (Left: Layout.IndexOf("HipLeft"), Right: Layout.IndexOf("HipRight"));
        for (var frame = 0; frame < Frames; frame++)
            Forget(recording, frame, Layout.RightShoulder);
        var clip = Prepare(recording, ClipCentering.FirstFrame, turning);
        Assert.That(At(clip, hips.Right, channel: 2) - At(clip, hips.Left, channel: 2), Is.Zero.Within(1e-5));
        Assert.That(At(clip, hips.Right) - At(clip, hips.Left), Is.Positive);
    }

    [Test]
    public void Without_shoulders_and_hips_a_frame_has_the_turn_of_the_one_before()
    {
        var recording = Body();
        int[] lost = [Layout.LeftShoulder, Layout.RightShoulder, Layout.IndexOf("HipLeft"), Layout.IndexOf("HipRight")];
        foreach (var joint in lost)
        {
            Forget(recording, 0, joint);
            Forget(recording, 3, joint);
        }

        // The body does not turn, so that each frame that had its line would be turned the same.
        var head = Layout.IndexOf("Head");
        var kept = Prepare(recording, ClipCentering.EachFrame, ClipTurning.EachFrame, MissingJoints.Keep);
        var complete = Prepare(Body(), ClipCentering.EachFrame, ClipTurning.EachFrame, MissingJoints.Keep);
        for (var frame = 0; frame < Frames; frame++)
            Assert.That(At(kept, head, frame: frame), Is.EqualTo(At(complete, head, frame: frame)).Within(1e-5), $"frame {frame}");
    }

    private static (string First, string Second) Between(SkeletonLayout layout)
    {
        var pair = CenterPoint.Neighbors(layout)!.Value;
        return (layout.Joints[pair.First], layout.Joints[pair.Second]);
    }

    private static float[] Body()
    {
        var random = new Random(5);
        var body = Enumerable.Range(0, 75).Select(_ => (float)random.NextDouble() + 1).ToArray();
        return [.. Enumerable.Repeat(body, Frames).SelectMany(frame => frame)];
    }

    private static void Forget(float[] recording, int frame, int joint)
        => recording.AsSpan(((frame * 25) + joint) * 3, 3).Fill(float.NaN);

    private static float At(float[] clip, int joint, int channel = 0, int frame = 0) => clip[(((channel * Frames) + frame) * 25) + joint];

    private static float[] Prepare(
        float[] recording,
        ClipCentering centering,
        ClipTurning turning = ClipTurning.None,
        MissingJoints missing = MissingJoints.Interpolate)
    {
        var options = new SkeletonPreparationEstimator.Options
        {
            Centering = centering,
            Turning = turning,
            Frames = Frames,
            MissingJoints = missing,
        };
        var view = new RecordingView("Clip", Recordings.Type(Layout, bodies: 1), Layout, [recording]);
        return new MLContext().Transforms.Skeleton.Prepare(options).Fit(view).Transform(view).Vectors("Skeleton")[0];
    }
}
