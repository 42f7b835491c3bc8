using Microsoft.ML;
using MsMclr.MLNet.Trainers.Pretraining.Watching;

namespace MsMclr.MLNet.Tests;

public class EmbeddingRankTests
{
    private static readonly MLContext Context = new(1);

    public static IEnumerable<SkeletonReadout> Readouts()
    {
        yield return SkeletonReadout.Global;
        yield return SkeletonReadout.MultiScale;
        yield return new SkeletonReadout
        {
            Blocks = [4, 8, 10],
            Groups = ReadoutGroups.Regions,
            Segments = 3,
            Pooling = ReadoutPooling.Mean | ReadoutPooling.Max,
        };
    }

    [TestCaseSource(nameof(Readouts))]
    public void A_run_tells_the_rank_of_what_the_encoder_gives_of_its_last_block(SkeletonReadout readout)
    {
        var view = PreparedClips.View(Context, 24, secondBody: true);
        var options = PreparedClips.Options(epochs: 3);
        options.Recipe = options.Recipe with { Readout = readout };
        var ends = Ends(options);
        using var folder = new TemporaryFolder();
        using (var trained = Context.SelfSupervised.Trainers.MsMclr(options).Fit(view))
            trained.SaveEncoder(folder.File("encoder.onnx"));
        var lastBlock = new EncoderLoadOptions { InputColumnName = "Skeleton", Readout = readout with { Blocks = [readout.Blocks[^1]] } };
        using var encoder = Context.Transforms.Skeleton.LoadEncoder(folder.File("encoder.onnx"), lastBlock);
        var expected = Context.SelfSupervised.EffectiveRank(encoder.Transform(view));
        Assert.That(expected, Is.GreaterThan(1.5), "or nothing would be told apart");
        Assert.That(ends[^1].EffectiveRank, Is.EqualTo(expected).Within(0.5).Percent);
    }

    [Test]
    public void It_is_told_after_the_first_the_last_and_every_eighth_epoch_of_few_clips()
    {
        var options = PreparedClips.Options(epochs: 18);
        var ends = Ends(options);
        Context.SelfSupervised.Trainers.MsMclr(options).Fit(PreparedClips.View(Context, 8)).Dispose();
        var told = ends.Where(progress => progress.EffectiveRank >= 1).Select(progress => progress.Epoch);
        Assert.That(told, Is.EqualTo(new[] { 1, 8, 16, 18 }));
    }

    [TestCase(8)]
    [TestCase(18)]
    public void A_resumed_run_tells_what_a_whole_one_tells(int canceledAfter)
    {
        var view = PreparedClips.View(Context, 12);
        using var whole = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        Context.SelfSupervised.Trainers.MsMclr(Logged(whole)).Fit(view).Dispose();
        var cancel = new CancellationTokenSource();
        var canceled = Logged(folder);
        canceled.CancellationToken = cancel.Token;
        canceled.Progress = new Reports<MsMclrProgress>(progress =>
        {
            if (progress.Epoch == canceledAfter)
                cancel.Cancel();
        });
        Assert.That(() => Context.SelfSupervised.Trainers.MsMclr(canceled).Fit(view), Throws.InstanceOf<OperationCanceledException>());
        Context.SelfSupervised.Trainers.MsMclr(Logged(folder)).Fit(view).Dispose();
        Assert.That(Ranks(folder), Is.EqualTo(Ranks(whole)));
        Assert.That(Ranks(whole).Count(rank => rank.Length > 0), Is.EqualTo(4), "of epochs 1, 8, 16 and 20");
    }

    [Test]
    public void An_embedding_of_one_direction_is_told_in_the_log()
    {
        // Clips that are all the same.
        var clip = PreparedClips.Clip(1, PreparedClips.Shape, false);
        var rows = Enumerable.Range(0, 24).Select(_ => new PreparedClips.Row { Skeleton = clip });
        var context = new MLContext(1);
        var lines = new List<string>();
        context.Log += (_, entry) => lines.Add(entry.Message);
        var options = PreparedClips.Options(1);
        options.StopOnCollapse = false;
        var view = context.Data.LoadFromEnumerable(rows, PreparedClips.Definition());
        context.SelfSupervised.Trainers.MsMclr(options).Fit(view).Dispose();
        Assert.That(lines, Has.Some.Contains("The embedding's effective rank is 1.0"));
    }

    [Test]
    public void Rows_on_a_line_have_rank_one_and_numbers_that_are_none_have_none()
    {
        var rows = Enumerable.Range(0, 10).SelectMany(row => new[] { row % 2 == 0 ? 1f : -1f, 0f, 0f }).ToArray();
        Assert.That(EmbeddingRank.RankOf(rows, 3), Is.EqualTo(1).Within(1e-4));
        Assert.That(EmbeddingRank.RankOf([1, 0, float.NaN, 1], 2), Is.NaN);
    }

    private static MsMclrTrainer.Options Logged(TemporaryFolder folder)
    {
        var options = PreparedClips.Options(epochs: 20);
        options.CheckpointDirectory = folder.Path;
        options.LogDirectory = folder.Path;
        return options;
    }

    private static string[] Ranks(TemporaryFolder folder)
        => [.. File.ReadAllLines(folder.File("history.csv")).Skip(1).Select(line => line.Split(',')[7])];

    private static List<MsMclrProgress> Ends(MsMclrTrainer.Options options)
    {
        var ends = new List<MsMclrProgress>();
        options.Progress = new Reports<MsMclrProgress>(progress =>
        {
            if (progress.IsEndOfEpoch)
                ends.Add(progress);
        });
        return ends;
    }
}
