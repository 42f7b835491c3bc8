using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public class BetweenBodiesTests
{
    private const int Frames = 6;
    private static readonly SkeletonLayout Layout = SkeletonLayout.NtuRgbd;

    [Test]
    public void The_line_between_two_lies_along_x_wherever_the_camera_stood(
        [Values] ClipCentering centering,
        [Values(0, 50, 200)] int camera)
    {
        var clip = Prepare(Two(camera, secondFrom: 2), ClipTurning.BetweenBodies, centering);
        var seen = Prepare(Two(0, secondFrom: 2), ClipTurning.BetweenBodies, centering);
        if (centering != ClipCentering.None)
            Assert.That(clip, Is.EqualTo(seen).Within(1e-5), "another camera is no other clip");
        if (centering != ClipCentering.EachFrame)
            Assert.That(Between(clip, frame: 2), Is.EqualTo((2f, 0f)).Using<(float, float)>(Near), "first frame with both");
    }

    [Test]
    public void Alone_a_person_is_turned_by_the_shoulders()
    {
        var recording = Two(40, secondFrom: Frames);
        Assert.That(Prepare(recording, ClipTurning.BetweenBodies), Is.EqualTo(Prepare(recording, ClipTurning.FirstFrame)));
        float[] one = [.. recording.Chunk(25 * 3).Where((_, i) => i % 2 == 0).SelectMany(body => body)];
        var alone = Prepare(one, ClipTurning.BetweenBodies, bodies: 1);
        Assert.That(alone, Is.EqualTo(Prepare(one, ClipTurning.FirstFrame, bodies: 1)));
    }

    // One stands and turns, the other one walks away, two meters apart at frame 2; seen from a side.
    private static float[] Two(int degrees, int secondFrom)
    {
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        var recording = new float[Frames * 2 * 25 * 3];
        void Put(int frame, int body, int joint, double x, double y, double z)
        {
            var at = ((((frame * 2) + body) * 25) + joint) * 3;
            recording[at] = (float)((cosine * x) + (sine * z));
            recording[at + 1] = (float)y;
            recording[at + 2] = (float)((cosine * z) - (sine * x));
        }

        for (var frame = 0; frame < Frames; frame++)
        {
            for (var body = 0; body < (frame >= secondFrom ? 2 : 1); body++)
            {
                for (var joint = 0; joint < 25; joint++)
                {
                    var across = 0.0;
                    if (joint == Layout.RightShoulder)
                        across = 0.2;
                    else if (joint == Layout.LeftShoulder)
                        across = -0.2;
                    var away = body == 0 ? 0 : 1.2 + (0.2 * (frame - 2));
                    Put(frame, body, joint, away + (across * Math.Cos(frame)), joint + 1, 1 + (away * 4 / 3) + (across * Math.Sin(frame)));
                }
            }
        }

        return recording;
    }

    private static (float X, float Z) Between(float[] clip, int frame)
    {
        float Difference(int channel)
        {
            var at = ((((channel * Frames) + frame) * 25) + Layout.Center) * 2;
            return clip[at + 1] - clip[at];
        }

        return (Difference(0), Difference(2));
    }

    private static bool Near((float X, float Z) one, (float X, float Z) other)
        => Math.Abs(one.X - other.X) < 1e-5 && Math.Abs(one.Z - other.Z) < 1e-5;

    private static float[] Prepare(
        float[] recording,
        ClipTurning turning,
        ClipCentering centering = ClipCentering.FirstFrame,
        int bodies = 2)
    {
        var options = new SkeletonPreparationEstimator.Options { Turning = turning, Centering = centering, Frames = Frames };
        var view = new RecordingView("Clip", Recordings.Type(Layout, bodies), Layout, [recording]);
        return new MLContext().Transforms.Skeleton.Prepare(options).Fit(view).Transform(view).Vectors("Skeleton")[0];
    }
}
