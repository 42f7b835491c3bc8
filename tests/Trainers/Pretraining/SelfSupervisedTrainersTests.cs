using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class SelfSupervisedTrainersTests
{
    private static readonly SkeletonStream[] Streams = [SkeletonStream.Joint, SkeletonStream.Bone, SkeletonStream.Motion];
    private readonly MLContext _context = new(1);

    [Test]
    public void One_Fit_trains_an_encoder_for_each_stream_and_joins_what_they_see()
    {
        var view = PreparedClips.View(_context, 16);
        List<SkeletonStream> told = [];
        var options = PreparedClips.Options(1);
        options.Progress = new Reports<MsMclrProgress>(progress => told.Add(progress.Stream));
        using var model = ThreeStreams(options, view);
        var embedded = model.Transform(view);
        Assert.That(embedded.Schema["Features"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 48)));
        List<float[]> joined = [.. embedded.GetColumn<float[]>("Features")];
        foreach (var stream in Streams)
        {
            var one = PreparedClips.Options(1);
            one.Stream = stream;
            using var alone = _context.SelfSupervised.Trainers.MsMclr(one).Fit(view);
            var expected = alone.Transform(view).GetColumn<float[]>("Features").ToArray();
            Assert.That(embedded.GetColumn<float[]>($"Features.{stream}"), Is.EqualTo(expected), $"{stream}");
            Assert.That(joined.Select(row => row[((int)stream * 16)..(((int)stream + 1) * 16)]), Is.EqualTo(expected));
        }

        Assert.That(told.Distinct(), Is.EqualTo(Streams));
    }

    [Test]
    public void Checkpoints_and_logs_of_the_streams_lie_apart()
    {
        using var folder = new TemporaryFolder();
        var options = PreparedClips.Options(1);
        options.CheckpointDirectory = folder.Path;
        options.LogDirectory = folder.Path;
        ThreeStreams(options, PreparedClips.View(_context, 16)).Dispose();
        foreach (var stream in new[] { "joint", "bone", "motion" })
        {
            Assert.That(File.Exists(Path.Combine(folder.Path, stream, "history.csv")), stream);
            var files = Directory.EnumerateFiles(folder.File(stream));
            Assert.That(files.Count(), Is.GreaterThan(1), $"a checkpoint of {stream}");
        }
    }

    [TestCase(CheckpointResume.WithChanges)]
    [TestCase(CheckpointResume.Required)]
    public void A_run_that_failed_in_its_first_stream_goes_on_and_begins_the_others(CheckpointResume resume)
    {
        using var folder = new TemporaryFolder();
        var view = PreparedClips.View(_context, 16);
        var options = PreparedClips.Options(2);
        options.CheckpointDirectory = folder.Path;
        options.Resume = resume;
        var nothing = Throws.InvalidOperationException.With.Message.Contains("no undamaged checkpoint");
        Assert.That(() => ThreeStreams(options, view), nothing, "nothing to go on from");
        using var cancel = new CancellationTokenSource();
        options.Resume = CheckpointResume.IfPresent;
        options.CancellationToken = cancel.Token;
        options.Progress = new Reports<MsMclrProgress>(_ => cancel.Cancel());
        Assert.That(() => ThreeStreams(options, view), Throws.InstanceOf<OperationCanceledException>());
        options.Resume = resume;
        options.CancellationToken = default;
        options.Progress = null;
        using var model = ThreeStreams(options, view);
        options.CheckpointDirectory = null;
        options.Resume = CheckpointResume.IfPresent;
        using var whole = ThreeStreams(options, view);
        Assert.That(PreparedClips.Features(model, view), Is.EqualTo(PreparedClips.Features(whole, view)));
    }

    [Test]
    public void One_stream_or_one_encoder_to_begin_with_makes_no_sense_for_three()
    {
        var trainers = _context.SelfSupervised.Trainers;
        var options = PreparedClips.Options();
        options.Stream = SkeletonStream.Bone;
        var oneStream = Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Stream");
        Assert.That(() => trainers.MsMclrThreeStreams(options), oneStream);
        options.Stream = SkeletonStream.Joint;
        options.EncoderFile = "encoder.onnx";
        Assert.That(() => trainers.MsMclrThreeStreams(options), Throws.ArgumentException.With.Message.Contains("initial encoder"));
    }

    private TransformerChain<ColumnConcatenatingTransformer> ThreeStreams(MsMclrTrainer.Options options, IDataView view)
        => _context.SelfSupervised.Trainers.MsMclrThreeStreams(options).Fit(view);
}
