using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public class InitialWeightsTests
{
    private readonly MLContext _context = new(1);

    [Test]
    public void A_run_begins_with_the_encoder_it_is_given()
    {
        var view = PreparedClips.View(_context, 16);
        using var first = Fit(view, PreparedClips.Options(1));
        using var same = Fit(view, Going(0, first));
        var begin = PreparedClips.Features(first, view);
        Assert.That(PreparedClips.Features(same, view), Is.EqualTo(begin), "no epoch, no change");
        using var further = Fit(view, Going(1, first));
        using var anew = Fit(view, PreparedClips.Options(1));
        var learned = PreparedClips.Features(further, view);
        Assert.That(learned, Is.Not.EqualTo(begin).And.Not.EqualTo(PreparedClips.Features(anew, view)));
    }

    [Test]
    public void A_file_serves_as_well_and_clips_may_have_other_lengths()
    {
        using var folder = new TemporaryFolder();
        var view = PreparedClips.View(_context, 16, shape: PreparedClips.Shape with { Frames = 8 });
        var file = folder.File("initial.safetensors");
        using var first = Fit(PreparedClips.View(_context, 16), PreparedClips.Options(1));
        first.SaveWeights(file);
        var options = Going(1, null);
        options.EncoderFile = file;
        using var fromFile = Fit(view, options);
        using var fromMemory = Fit(view, Going(1, first));
        Assert.That(PreparedClips.Features(fromFile, view), Is.EqualTo(PreparedClips.Features(fromMemory, view)));
    }

    [Test]
    public void An_encoder_that_does_not_fit_says_in_what_it_differs()
    {
        using var first = Fit(PreparedClips.View(_context, 16), PreparedClips.Options(0));
        Refused(first, options => options.Recipe = options.Recipe with { HiddenChannels = 8 }, "set MsMclrRecipe.HiddenChannels to 4");
        Refused(first, options => options.Recipe = options.Recipe with { FeatureSize = 32 }, "set MsMclrRecipe.FeatureSize to 16");
        Refused(first, options => options.Stream = SkeletonStream.Bone, "Stream");
        var ntu = SkeletonLayout.NtuRgbd;
        var noMirror = Enumerable.Range(0, ntu.JointCount);
        var namesake = new SkeletonLayout(
            ntu.Name, ntu.Joints, ntu.Bones, ntu.Center, noMirror, ntu.Parts, ntu.Regions, ntu.LeftShoulder, ntu.RightShoulder);
        Refused(first, options => options.Layout = namesake, "but differ in joints, bones, center, mirror");
    }

    [Test]
    public void An_encoder_and_a_file_of_one_are_one_too_many()
    {
        var view = PreparedClips.View(_context, 16);
        using var first = Fit(view, PreparedClips.Options(0));
        var both = Going(1, first);
        both.EncoderFile = "encoder.onnx";
        Assert.That(() => Fit(view, both), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("EncoderFile"));
    }

    [Test]
    public void A_checkpoint_is_not_taken_for_one_of_a_run_that_began_elsewhere()
    {
        using var folder = new TemporaryFolder();
        var view = PreparedClips.View(_context, 16);
        using var first = Fit(view, PreparedClips.Options(1));
        var options = PreparedClips.Options(1);
        options.CheckpointDirectory = folder.Path;
        Fit(view, options).Dispose();
        var going = Going(2, first);
        going.CheckpointDirectory = folder.Path;
        Assert.That(() => Fit(view, going), Throws.InvalidOperationException.With.Message.Contains("Encoder: nothing in the checkpoint"));
    }

    private static MsMclrTrainer.Options Going(int epochs, SkeletonEmbeddingTransformer? initial)
    {
        var options = PreparedClips.Options(epochs);
        options.Encoder = initial;
        return options;
    }

    private void Refused(SkeletonEmbeddingTransformer initial, Action<MsMclrTrainer.Options> change, string message)
    {
        var options = Going(1, initial);
        change(options);
        var view = PreparedClips.View(_context, 16);
        Assert.That(() => Fit(view, options), Throws.InvalidOperationException.With.Message.Contains(message));
    }

    private SkeletonEmbeddingTransformer Fit(IDataView view, MsMclrTrainer.Options options)
        => _context.SelfSupervised.Trainers.MsMclr(options).Fit(view);
}
