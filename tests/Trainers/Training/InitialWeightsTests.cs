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
        Assert.That(PreparedClips.Features(same, view), Is.EqualTo(PreparedClips.Features(first, view)), "no epoch, no change");
        using var further = Fit(view, Going(1, first));
        using var anew = Fit(view, PreparedClips.Options(1));
        Assert.That(PreparedClips.Features(further, view), Is.Not.EqualTo(PreparedClips.Features(first, view)).And.Not.EqualTo(PreparedClips.Features(anew, view)));
    }

    [Test]
    public void A_file_serves_as_well_and_clips_may_have_other_lengths()
    {
        var view = PreparedClips.View(_context, 16, shape: PreparedClips.Shape with { Frames = 8 });
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "initial.safetensors");
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
        var view = PreparedClips.View(_context, 16);
        using var first = Fit(view, PreparedClips.Options(0));
        var wider = Going(1, first);
        wider.Recipe = wider.Recipe with { HiddenChannels = 8 };
        Assert.That(() => Fit(view, wider), Throws.InvalidOperationException.With.Message.Contains("set MsMclrRecipe.HiddenChannels to 4"));
        var bones = Going(1, first);
        bones.Stream = SkeletonStream.Bone;
        Assert.That(() => Fit(view, bones), Throws.InvalidOperationException.With.Message.Contains("Stream"));
        var namesake = Going(1, first);
        var ntu = SkeletonLayout.NtuRgbd;
        namesake.Layout = new SkeletonLayout(ntu.Name, ntu.Joints, ntu.Bones, ntu.Center, Enumerable.Range(0, ntu.JointCount), ntu.Parts, ntu.Regions, ntu.LeftShoulder, ntu.RightShoulder);
        Assert.That(() => Fit(view, namesake), Throws.InvalidOperationException.With.Message.Contains("but differ in joints, bones, center, mirror"));
        var both = Going(1, first);
        both.EncoderFile = "encoder.onnx";
        Assert.That(() => Fit(view, both), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("EncoderFile"));
    }

    [Test]
    public void A_checkpoint_is_not_taken_for_one_of_a_run_that_began_elsewhere()
    {
        var view = PreparedClips.View(_context, 16);
        var folder = Directory.CreateTempSubdirectory("msmclr-");
        try
        {
            using var first = Fit(view, PreparedClips.Options(1));
            var options = PreparedClips.Options(1);
            options.CheckpointDirectory = folder.FullName;
            Fit(view, options).Dispose();
            var going = Going(2, first);
            going.CheckpointDirectory = folder.FullName;
            Assert.That(() => Fit(view, going), Throws.InvalidOperationException.With.Message.Contains("Encoder: nothing in the checkpoint"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static MsMclrTrainer.Options Going(int epochs, SkeletonEmbeddingTransformer? initial)
    {
        var options = PreparedClips.Options(epochs);
        options.Encoder = initial;
        return options;
    }

    private SkeletonEmbeddingTransformer Fit(IDataView view, MsMclrTrainer.Options options) => _context.SelfSupervised.Trainers.MsMclr(options).Fit(view);
}
