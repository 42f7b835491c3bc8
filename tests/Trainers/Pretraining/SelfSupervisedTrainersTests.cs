using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class SelfSupervisedTrainersTests
{
    private readonly MLContext _context = new(1);

    [Test]
    public void One_Fit_trains_an_encoder_for_each_stream_and_joins_what_they_see()
    {
        var view = PreparedClips.View(_context, 16);
        List<SkeletonStream> told = [];
        var options = PreparedClips.Options(1);
        options.Progress = new Reports<MsMclrProgress>(progress => told.Add(progress.Stream));
        using var model = _context.SelfSupervised.Trainers.MsMclrThreeStreams(options).Fit(view);
        var embedded = model.Transform(view);
        Assert.That(embedded.Schema["Features"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 48)));
        List<float[]> joined = [.. embedded.GetColumn<float[]>("Features")];
        foreach (var stream in Enum.GetValues<SkeletonStream>())
        {
            var one = PreparedClips.Options(1);
            one.Stream = stream;
            using var alone = _context.SelfSupervised.Trainers.MsMclr(one).Fit(view);
            var expected = alone.Transform(view).GetColumn<float[]>("Features").ToArray();
            Assert.That(embedded.GetColumn<float[]>($"Features.{stream}"), Is.EqualTo(expected), $"{stream}");
            Assert.That(joined.Select(row => row[((int)stream * 16)..(((int)stream + 1) * 16)]), Is.EqualTo(expected));
        }

        Assert.That(told.Distinct(), Is.EqualTo(Enum.GetValues<SkeletonStream>()));
    }

    [Test]
    public void Checkpoints_and_logs_of_the_streams_lie_apart()
    {
        var folder = Directory.CreateTempSubdirectory("msmclr-");
        try
        {
            var options = PreparedClips.Options(1);
            (options.CheckpointDirectory, options.LogDirectory) = (folder.FullName, folder.FullName);
            _context.SelfSupervised.Trainers.MsMclrThreeStreams(options).Fit(PreparedClips.View(_context, 16)).Dispose();
            foreach (var stream in new[] { "joint", "bone", "motion" })
            {
                Assert.That(File.Exists(Path.Combine(folder.FullName, stream, "history.csv")), stream);
                Assert.That(Directory.EnumerateFiles(Path.Combine(folder.FullName, stream)).Count(), Is.GreaterThan(1), $"a checkpoint of {stream}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestCase(CheckpointResume.WithChanges)]
    [TestCase(CheckpointResume.Required)]
    public void A_run_that_failed_in_its_first_stream_goes_on_and_begins_the_others(CheckpointResume resume)
    {
        using var folder = new TemporaryFolder();
        var view = PreparedClips.View(_context, 16);
        var options = PreparedClips.Options(2);
        (options.CheckpointDirectory, options.Resume) = (folder.Path, resume);
        Assert.That(() => _context.SelfSupervised.Trainers.MsMclrThreeStreams(options).Fit(view), Throws.InvalidOperationException.With.Message.Contains("no undamaged checkpoint"), "nothing to go on from");
        using var cancel = new CancellationTokenSource();
        (options.Resume, options.CancellationToken, options.Progress) = (CheckpointResume.IfPresent, cancel.Token, new Reports<MsMclrProgress>(_ => cancel.Cancel()));
        Assert.That(() => _context.SelfSupervised.Trainers.MsMclrThreeStreams(options).Fit(view), Throws.InstanceOf<OperationCanceledException>());
        (options.Resume, options.CancellationToken, options.Progress) = (resume, default, null);
        using var model = _context.SelfSupervised.Trainers.MsMclrThreeStreams(options).Fit(view);
        options.CheckpointDirectory = null;
        options.Resume = CheckpointResume.IfPresent;
        using var whole = _context.SelfSupervised.Trainers.MsMclrThreeStreams(options).Fit(view);
        Assert.That(PreparedClips.Features(model, view), Is.EqualTo(PreparedClips.Features(whole, view)));
    }

    [Test]
    public void One_stream_or_one_encoder_to_begin_with_makes_no_sense_here()
    {
        var options = PreparedClips.Options();
        options.Stream = SkeletonStream.Bone;
        Assert.That(() => _context.SelfSupervised.Trainers.MsMclrThreeStreams(options), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Stream"));
        (options.Stream, options.EncoderFile) = (SkeletonStream.Joint, "encoder.onnx");
        Assert.That(() => _context.SelfSupervised.Trainers.MsMclrThreeStreams(options), Throws.ArgumentException.With.Message.Contains("initial encoder"));
    }
}
