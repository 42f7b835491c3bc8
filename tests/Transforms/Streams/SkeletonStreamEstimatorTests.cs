using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Tests;

public class SkeletonStreamEstimatorTests
{
    [TestCase(SkeletonStream.Bone)]
    [TestCase(SkeletonStream.Motion)]
    public void Streams_are_the_golden_ones(SkeletonStream stream)
    {
        var view = EmbeddingFixture.View(GoldenClips());
        var made = new MLContext().Transforms.Skeleton.Stream("Stream", "Skeleton", stream).Fit(view).Transform(view).Vectors("Stream");
        GoldenData.AssertMatches($"streams/{stream.ToString().ToLowerInvariant()}_A_im_q.npy", made.SelectMany(clip => clip).ToArray());
    }

    [Test]
    public void A_loaded_model_makes_the_same_stream([Values] SkeletonStream stream, [Values("Stream", "Skeleton")] string output)
    {
        var view = EmbeddingFixture.View(GoldenClips());
        var model = new MLContext().Transforms.Skeleton.Stream(output, "Skeleton", stream).Fit(view);
        var loaded = Reading.SaveAndLoad(model, view);
        Assert.That(loaded.Vectors(output), Is.EqualTo(model.Transform(view).Vectors(output)));
        Assert.That(loaded.Schema[output].Type, Is.EqualTo(model.Transform(view).Schema[output].Type));
        if (stream != SkeletonStream.Stacked)
            Assert.That(loaded.Schema[output].Type, Is.EqualTo(view.Schema["Skeleton"].Type));
    }

    [Test]
    public void Stacked_streams_are_the_three_one_after_the_other()
    {
        var view = EmbeddingFixture.View(GoldenClips());
        var catalog = new MLContext().Transforms.Skeleton;
        float[][] Made(SkeletonStream stream)
            => [.. catalog.Stream("Stream", "Skeleton", stream).Fit(view).Transform(view).Vectors("Stream")];
        var stacked = Made(SkeletonStream.Stacked);
        var parts = new[] { SkeletonStream.Joint, SkeletonStream.Bone, SkeletonStream.Motion }.Select(Made).ToList();
        for (var clip = 0; clip < stacked.Length; clip++)
            Assert.That(stacked[clip], Is.EqualTo(parts.SelectMany(part => part[clip])));
        var type = catalog.Stream("Stream", "Skeleton", SkeletonStream.Stacked).Fit(view).Transform(view).Schema["Stream"].Type;
        Assert.That(((VectorDataViewType)type).Dimensions, Is.EqualTo(new[] { 9, 16, 25, 2 }));
    }

    [Test]
    public void A_bone_or_a_motion_of_which_an_end_is_missing_is_missing_also_in_a_saved_model()
    {
        var layout = SkeletonLayout.NtuRgbd;
        var clip = GoldenClips()[0];
        var elbow = layout.IndexOf("ElbowLeft");
        var last = EmbeddingFixture.Shape.Frames - 1;
        clip[EmbeddingFixture.Place(1, 4, elbow, 0)] = float.NaN;
        clip[EmbeddingFixture.Place(1, last, elbow, 0)] = float.NaN;
        var view = EmbeddingFixture.View([clip]);
        int[] children = [.. Enumerable.Range(0, 25).Where(joint => layout.Parents[joint] == elbow)];
        int[] bones =
        [
            .. children.Append(elbow).Select(joint => EmbeddingFixture.Place(1, 4, joint, 0)),
            .. children.Append(elbow).Select(joint => EmbeddingFixture.Place(1, last, joint, 0)),
        ];
        int[] motions = [.. new[] { 3, 4, last - 1, last }.Select(frame => EmbeddingFixture.Place(1, frame, elbow, 0))];
        foreach (var (stream, missing) in new[] { (SkeletonStream.Bone, bones), (SkeletonStream.Motion, motions) })
        {
            var model = new MLContext().Transforms.Skeleton.Stream("Stream", "Skeleton", stream).Fit(view);
            var made = model.Transform(view).Vectors("Stream")[0];
            var places = Enumerable.Range(0, made.Length).Where(i => float.IsNaN(made[i]));
            Assert.That(places, Is.EquivalentTo(missing), $"{stream}");
            Assert.That(Reading.SaveAndLoad(model, view).Vectors("Stream")[0], Is.EqualTo(made), $"{stream}");
        }
    }

    [Test]
    public void The_layout_travels_with_the_column()
    {
        var view = EmbeddingFixture.View(GoldenClips());
        var made = new MLContext().Transforms.Skeleton.Stream("Stream", "Skeleton").Fit(view).Transform(view);
        Assert.That(LayoutAnnotations.Read(made.Schema["Stream"]), Is.SameAs(SkeletonLayout.NtuRgbd));
    }

    [Test]
    public void Both_overloads_read_the_column_Skeleton_unless_told_otherwise()
    {
        var view = EmbeddingFixture.View(GoldenClips());
        var catalog = new MLContext().Transforms.Skeleton;
        var expected = catalog.Stream("Stream", "Skeleton", SkeletonStream.Bone).Fit(view).Transform(view).Vectors("Stream");
        Assert.That(catalog.Stream().Fit(view).Transform(view).Vectors("Stream"), Is.EqualTo(expected));
        var options = new SkeletonStreamEstimator.Options();
        Assert.That(catalog.Stream(options).Fit(view).Transform(view).Vectors("Stream"), Is.EqualTo(expected));
        Assert.That(catalog.Stream("Other").Fit(view).Transform(view).Vectors("Other"), Is.EqualTo(expected));
    }

    private static float[][] GoldenClips() => [.. GoldenArray.Read("small/input_A_im_q.npy").Values.Chunk(EmbeddingFixture.Shape.Length)];
}
