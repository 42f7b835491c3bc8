using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>An encoder's files say how its clips were prepared, so that others can be prepared alike.</summary>
public class RecordedPreparationTests
{
    [Test]
    public void What_the_trainer_saw_is_in_every_file_and_prepares_alike()
    {
        var ml = new MLContext(1);
        var clips = SmallClips.Load(ml, subjects: 1);
        var options = SkeletonPreparationEstimator.Options.Paper;
        options.Frames = 16;
        options.Scale = ClipScale.TrunkLength;
        var prepared = ml.Transforms.Skeleton.Prepare(options).Fit(clips);
        var cached = ml.Data.Cache(prepared.Transform(clips), "Skeleton");
        using var encoder = ml.SelfSupervised.Trainers.MsMclr(SmallClips.Untrained).Fit(cached);
        using var folder = new TemporaryFolder();
        string[] files = [folder.File("encoder.onnx"), folder.File("encoder.safetensors"), folder.File("model.zip")];
        encoder.SaveEncoder(files[0]);
        encoder.SaveWeights(files[1]);
        ml.Model.Save(prepared.Append(encoder), clips.Schema, files[2]);
        var expected = prepared.Transform(clips).GetColumn<float[]>("Skeleton").ToArray();
        foreach (var file in files)
        {
            using var read = ml.Transforms.Skeleton.LoadEncoder(file);
            var recorded = read.Preparation!;
            Assert.That((recorded.Turning, recorded.Scale, recorded.Frames), Is.EqualTo((options.Turning, options.Scale, options.Frames)));
            var again = ml.Transforms.Skeleton.Prepare(recorded).Fit(clips);
            Assert.That(again.Transform(clips).GetColumn<float[]>("Skeleton"), Is.EqualTo(expected));
        }
    }

    [Test]
    public void What_nobody_has_said_is_not_known()
    {
        var ml = new MLContext(1);
        var clips = SmallClips.Load(ml, subjects: 1);
        var bones = SmallClips.Prepare(ml).Append(ml.Transforms.Skeleton.Stream("Skeleton", "Skeleton", SkeletonStream.Bone));
        using var encoder = bones.Append(ml.SelfSupervised.Trainers.MsMclr(SmallClips.Untrained)).Fit(clips).LastTransformer;
        Assert.That(encoder.Preparation, Is.Null, "bones are more than a preparation");
    }
}
