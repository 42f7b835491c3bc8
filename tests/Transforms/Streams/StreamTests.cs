using Microsoft.ML;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Tests;

public class StreamTests
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
        Assert.That(loaded.Schema[output].Type, Is.EqualTo(view.Schema["Skeleton"].Type));
    }

    [Test]
    public void The_layout_travels_with_the_column()
    {
        var view = EmbeddingFixture.View(GoldenClips());
        var made = new MLContext().Transforms.Skeleton.Stream("Stream", "Skeleton").Fit(view).Transform(view);
        Assert.That(LayoutAnnotations.Read(made.Schema["Stream"]), Is.SameAs(SkeletonLayout.NtuRgbd));
    }

    private static float[][] GoldenClips() => [.. GoldenArray.Read("small/input_A_im_q.npy").Values.Chunk(EmbeddingFixture.Shape.Length)];
}
