using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Recordings in which the first joint says nothing, from the file to the prepared clip. The files were made for tests.</summary>
public class PreparedRecordingsTests
{
    private static readonly MLContext Context = new(1);

    [Test]
    public void A_person_from_behind_whose_nose_is_never_found_is_prepared()
    {
        var folder = Path.Combine(Repository.Root, "tests", "Loaders", "Recordings", "openpose-from-behind");
        var format = SkeletonFormat.OpenPose(SkeletonLayout.OpenPose25);
        var clips = Context.Data.LoadFromSkeletonFiles(folder, new SkeletonLoader.Options { Format = format });
        Assert.That(clips.GetColumn<float[]>("Clip").Single(), Has.Some.NaN, "what was not found is missing");
        AssertPrepared(clips, new SkeletonPreparationEstimator.Options { Frames = 16, Turning = ClipTurning.None });
    }

    [Test]
    public void Poses_relative_to_a_root_that_is_0_in_every_frame_are_prepared([Values] ClipLengthRule length)
    {
        var file = Path.Combine(Repository.Root, "tests", "EndToEnd", "Recordings", "root-relative.npy");
        var format = SkeletonFormat.Npy(new() { Bodies = 1, Layout = SkeletonLayout.NtuRgbd });
        var clips = Context.Data.LoadFromSkeletonFiles(file, new SkeletonLoader.Options { Format = format });
        AssertPrepared(clips, new SkeletonPreparationEstimator.Options { Frames = 16, Length = length });
    }

    private static void AssertPrepared(IDataView clips, SkeletonPreparationEstimator.Options options)
    {
        var preparation = Context.Transforms.Skeleton.Prepare(options).Fit(clips);
        foreach (var clip in preparation.Transform(clips).GetColumn<float[]>("Skeleton"))
        {
            Assert.That(clip, Is.All.Matches<float>(float.IsFinite));
            Assert.That(clip, Has.Some.Not.Zero);
        }
    }
}
