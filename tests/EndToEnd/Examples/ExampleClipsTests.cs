using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Banks of clips: made-up people, an untrained encoder and random convolutions.</summary>
public class ExampleClipsTests
{
    private static readonly MLContext Ml = new(1);
    private static readonly IDataView Clips = Ml.Data.Cache(SmallClips.Load(Ml, subjects: 2));
    private static readonly float[][] Recorded = [.. Clips.GetColumn<float[]>("Clip")];
    private static readonly TemporaryFolder Folder = new();
    private static readonly TransformerChain<SkeletonEmbeddingTransformer> Trained =
        SmallClips.Prepare(Ml).Append(Ml.SelfSupervised.Trainers.MsMclr(SmallClips.Untrained)).Fit(Clips);

    private static SkeletonEmbeddingTransformer Encoder => Trained.LastTransformer;

    [OneTimeTearDown]
    public void Dispose()
    {
        Trained.Dispose();
        Folder.Dispose();
    }

    [Test]
    public void A_clip_is_embedded_as_the_pipeline_embeds_it_however_it_is_given()
    {
        using var embedder = new SkeletonEmbedder(Encoder);
        var expected = Trained.Transform(Clips).GetColumn<float[]>("Features").First();
        Assert.That(embedder.Embed(Recorded[0]), Is.EqualTo(expected).Within(1e-6));
        Assert.That(embedder.Embed(Recording(0)), Is.EqualTo(expected).Within(1e-6));
        Assert.That(embedder.EmbeddingSize, Is.EqualTo(expected.Length));
        Assert.That(embedder.Layout, Is.EqualTo(SkeletonLayout.NtuRgbd));
        using var whole = new SkeletonEmbedder(Ml, Trained, Clips.Schema);
        Assert.That(whole.Embed(Recorded[0]), Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void What_is_no_clip_of_a_person_is_refused()
    {
        using var embedder = new SkeletonEmbedder(Encoder);
        SkeletonClipFault FaultOf(SkeletonRecording clip) => Assert.Throws<SkeletonClipException>(() => embedder.Embed(clip))!.Fault;
        Assert.That(FaultOf(Recording(0) with { Values = new float[300] }), Is.EqualTo(SkeletonClipFault.NobodyInView));
        Assert.That(FaultOf(Recording(0) with { Layout = SkeletonLayout.OpenPose25 }), Is.EqualTo(SkeletonClipFault.WrongLayout));
        Assert.That(
            () => new SkeletonEmbedder(Encoder, new SkeletonScorer.Options { LabelOfNobody = "nobody" }),
            Throws.ArgumentException.With.Message.Contains("LabelOfNobody"));
        Assert.That(() => new SkeletonEmbedder(Ml, SmallClips.Prepare(Ml).Fit(Clips), Clips.Schema), Throws.TypeOf<FormatException>());
        embedder.Dispose();
        Assert.That(() => embedder.Embed(Recorded[0]), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void An_encoder_has_the_same_hash_in_memory_and_from_files_of_any_format()
    {
        Encoder.SaveEncoder(Folder.File("encoder.onnx"));
        Encoder.SaveWeights(Folder.File("encoder.safetensors"));
        Ml.Model.Save(Trained, Clips.Schema, Folder.File("encoder.zip"));
        using var embedder = new SkeletonEmbedder(Encoder);
        foreach (var file in new[] { "encoder.onnx", "encoder.safetensors", "encoder.zip" })
        {
            using var loaded = Ml.Transforms.Skeleton.LoadEncoder(Folder.File(file));
            using var other = new SkeletonEmbedder(loaded);
            Assert.That(other.Sha256, Is.EqualTo(embedder.Sha256), file);
        }

        var another = SmallClips.Prepare(Ml).Append(Ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options
        {
            Epochs = 0,
            Recipe = SmallClips.Recipe,
            Seed = 2,
        })).Fit(Clips);
        using var different = new SkeletonEmbedder(another.LastTransformer);
        Assert.That(different.Sha256, Is.Not.EqualTo(embedder.Sha256));
    }

    [Test]
    public void A_model_without_an_encoder_has_the_same_hash_after_a_load()
    {
        var convolutions = Convolutions();
        using var embedder = new SkeletonEmbedder(Ml, convolutions, Clips.Schema);
        SkeletonModel.Save(Ml, convolutions, Clips.Schema, Folder.File("convolutions.zip"));
        var loaded = SkeletonModel.Load(Ml, Folder.File("convolutions.zip"), out var schema);
        using var other = new SkeletonEmbedder(Ml, loaded, schema);
        Assert.That(other.Sha256, Is.EqualTo(embedder.Sha256));
        Assert.That(other.Embed(Recorded[3]), Is.EqualTo(embedder.Embed(Recorded[3])));
    }

    [Test]
    public void A_model_that_was_fitted_on_another_skeleton_says_which_two_they_are()
    {
        var webcam = Ml.Data.LoadFromClips([new float[4, 1, 33, 4]], SkeletonLayout.MediaPipe33);
        Assert.That(
            () => new SkeletonEmbedder(Ml, Convolutions(), webcam.Schema),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("ntu-rgb+d").And.Message.Contains("as the clips of Fit were")
                .And.Message.Contains("mediapipe-33"));
    }

    [Test]
    public void A_bank_of_clips_recognizes_them_again_and_is_bound_to_its_encoder()
    {
        using var embedder = new SkeletonEmbedder(Encoder);
        var bank = new ExampleBank(embedder);
        for (var clip = 0; clip < 12; clip++)
            bank.Teach($"action {clip % 4}", Recording(clip));
        var answer = bank.Recognize(Recording(5));
        Assert.That(answer.NearestAction, Is.EqualTo("action 1"));
        Assert.That(answer.Nearest[0].Name, Is.EqualTo("clip 5"));
        Assert.That(answer.Nearest[0].Similarity, Is.EqualTo(1).Within(1e-5));

        var file = Folder.File("gestures.examples");
        bank.Save(file);
        var loaded = ExampleBank.Load(file, embedder);
        Assert.That(loaded.Recognize(Recording(5)).ToString(), Is.EqualTo(answer.ToString()));
        using var convolutions = new SkeletonEmbedder(Ml, Convolutions(), Clips.Schema);
        Assert.That(
            () => ExampleBank.Load(file, convolutions),
            Throws.TypeOf<FormatException>().With.Message.Contains("another encoder"));
    }

    private static TransformerChain<RandomConvolutionsTransformer> Convolutions()
    {
        var options = new RandomConvolutionsEstimator.Options { OutputColumnName = "Features", FeatureCount = 84, Seed = 1 };
        return SmallClips.Prepare(Ml).Append(Ml.Transforms.Skeleton.RandomConvolutions(options)).Fit(Clips);
    }

    private static SkeletonRecording Recording(int number) => new()
    {
        Values = Recorded[number],
        Bodies = 2,
        Joints = 25,
        Channels = 3,
        Layout = SkeletonLayout.NtuRgbd,
        Name = $"clip {number}",
    };
}
