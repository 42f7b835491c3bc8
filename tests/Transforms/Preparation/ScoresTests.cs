using Microsoft.ML;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Tests;

public class ScoresTests
{
    private const int Frames = 8;
    private static readonly SkeletonLayout Layout = SkeletonLayout.OpenPose18;

    [Test]
    public void Scores_are_neither_centered_nor_scaled_and_that_of_a_missing_joint_is_zero(
        [Values] ClipCentering centering,
        [Values] MissingJoints missing)
    {
        var recording = Bodies();
        var options = new SkeletonPreparationEstimator.Options
        {
            Centering = centering,
            MissingJoints = missing,
            Turning = ClipTurning.None,
        };
        var clip = Fit(recording, options).Vectors("Skeleton")[0];
        for (var frame = 0; frame < Frames; frame++)
        {
            for (var joint = 0; joint < 18; joint++)
            {
                var score = clip[(((2 * Frames) + frame) * 18) + joint];
                Assert.That(score, Is.EqualTo(IsLost(frame, joint) ? 0 : recording[(((frame * 18) + joint) * 3) + 2]));
                if (missing == MissingJoints.Keep)
                    Assert.That(clip[(frame * 18) + joint], IsLost(frame, joint) ? Is.NaN : Is.Not.NaN);
            }
        }
    }

    [Test]
    public void The_column_tells_how_many_values_are_coordinates()
    {
        var prepared = Fit(Bodies(), new() { Turning = ClipTurning.None });
        Assert.That(LayoutAnnotations.ReadCoordinates(prepared.Schema["Skeleton"]), Is.EqualTo(2));
    }

    [Test]
    public void Two_coordinates_and_a_score_are_not_turned()
        => Assert.That(
            () => Fit(Bodies(), new()),
            Throws.ArgumentException.With.Message.Contains("Clips with 2 coordinates a joint cannot be turned"));

    [TestCase(0)]
    [TestCase(4)]
    public void A_number_of_coordinates_that_is_not_there_is_refused(int coordinates)
        => Assert.That(
            () => Fit(Bodies(), new() { Turning = ClipTurning.None }, coordinates),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("oordinates"));

    private static bool IsLost(int frame, int joint) => (frame + joint) % 5 == 0;

    private static float[] Bodies()
    {
        var recording = Recordings.Random(1, Frames, Layout, bodies: 1);
        for (var at = 0; at < recording.Length; at += 3)
        {
            var isLost = IsLost(at / 3 / 18, at / 3 % 18);
            recording[at] = isLost ? float.NaN : recording[at] + 5;
            recording[at + 2] = 0.5f + (at / 1000f);
        }

        return recording;
    }

    private static IDataView Fit(float[] recording, SkeletonPreparationEstimator.Options options, int coordinates = 2)
    {
        options.Frames = Frames;
        options.Coordinates = coordinates;
        options.Scale = ClipScale.Box;
        var view = new RecordingView("Clip", Recordings.Type(Layout, bodies: 1), Layout, [recording]);
        return new MLContext().Transforms.Skeleton.Prepare(options).Fit(view).Transform(view);
    }
}
