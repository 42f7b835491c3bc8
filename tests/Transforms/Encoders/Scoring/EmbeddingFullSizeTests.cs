using System.Diagnostics;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>The encoder of full size: agreement always, times on request.</summary>
public class EmbeddingFullSizeTests
{
    private static readonly ClipShape Shape = new(3, 50, 25, 2);

    [Test]
    public void At_full_size_a_loaded_model_gives_the_bits_of_a_batch()
    {
        var view = View(7, absentBody: -1);
        using var embed = EmbeddingFixture.Transformer(batchSize: 4, GoldenEncoders.Full());
        Assert.That(Reading.SaveAndLoad(embed, view).Vectors("Features"), Is.EqualTo(embed.Transform(view).Vectors("Features")));
    }

    [Test]
    public void At_full_size_scoring_gives_the_golden_features()
    {
        var input = GoldenArray.Read("full/input.npy");
        float[][] clips = [.. input.Values.Chunk(Shape.Length)];
        using var embed = EmbeddingFixture.Transformer(batchSize: 4, GoldenEncoders.Full());
        var scored = embed.Transform(View(clips)).Vectors("Features");
        GoldenData.AssertMatches("full/eval_pooled.npy", [.. scored.SelectMany(features => features)]);
    }

    [Test, Explicit("Prints times.")]
    public void Prints_clips_a_second()
    {
        using var embed = EmbeddingFixture.Transformer(batchSize: 64, GoldenEncoders.Full());
        foreach (var absentBody in new[] { -1, 1 })
        {
            var view = View(192, absentBody);
            _ = embed.Transform(view).Vectors("Features");
            var watch = Stopwatch.StartNew();
            _ = embed.Transform(view).Vectors("Features");
            TestContext.Out.WriteLine($"{(absentBody < 0 ? "two bodies" : "one body")}: {192 / watch.Elapsed.TotalSeconds:f0} clips/s");
        }
    }

    private static RecordingView View(int count, int absentBody)
        => View([.. Enumerable.Range(0, count).Select(seed => ClipUnderTest.Random(Shape, seed, absentBody).Values)]);

    private static RecordingView View(float[][] clips)
        => new("Skeleton", new VectorDataViewType(NumberDataViewType.Single, 3, 50, 25, 2), SkeletonLayout.NtuRgbd, clips);
}
