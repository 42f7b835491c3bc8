using Microsoft.ML;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Tests;

/// <summary>Disks that fail while a run goes on, and checkpoints that cannot be read when it is to go on.</summary>
public partial class CheckpointingTests
{
    private readonly List<string> _log = [];
    private readonly MLContext _context = new(1);
    private IDataView _view = null!;

    [SetUp]
    public void SetUp()
    {
        _view = PreparedClips.View(_context, 20);
        _log.Clear();
        _context.Log -= Note;
        _context.Log += Note;
    }

    [Test]
    [Category("Trains")]
    public void A_checkpoint_that_cannot_be_written_is_a_warning_and_is_tried_again()
    {
        using var folder = new TemporaryFolder();
        var whole = CheckpointedRuns.Fit(_view, CheckpointedRuns.Options(null));
        var options = Blocked(folder, unblockAfter: 5);
        Assert.That(CheckpointedRuns.Fit(_view, options, _context), Is.EqualTo(whole));
        Assert.That(_log, Has.Some.Contains("step 2 cannot be written").And.Some.Contains("Training goes on"));
        Assert.That(_log, Has.Some.Contains("written again"));
        Assert.That(Directory.EnumerateFiles(folder.File("run"), "*.msmclr").Select(file => Path.GetFileName(file)),
            Is.EqualTo(new[] { "step-000000006.msmclr" }));
    }

    [Test]
    [Category("Trains")]
    public void It_ends_the_run_where_the_option_says_so()
    {
        using var folder = new TemporaryFolder();
        var options = Blocked(folder, unblockAfter: 100);
        options.StopOnCheckpointFailure = true;
        var ended = Throws.InstanceOf<IOException>().With.Message.Contains("CheckpointDirectory").And.Message.Contains("step 2");
        Assert.That(() => CheckpointedRuns.Fit(_view, options, _context), ended);
    }

    [Test]
    [Category("Trains")]
    public void Logs_that_cannot_be_written_are_a_warning_and_training_goes_on()
    {
        using var folder = new TemporaryFolder();
        var options = CheckpointedRuns.Options(null);
        options.LogDirectory = folder.File("logs");
        options.Progress = new Reports<MsMclrProgress>(progress =>
        {
            if (progress is { Epoch: 1, IsEndOfEpoch: true })
                Directory.Move(folder.File("logs"), folder.File("away"));
        });
        var whole = CheckpointedRuns.Fit(_view, CheckpointedRuns.Options(null));
        Assert.That(CheckpointedRuns.Fit(_view, options, _context), Is.EqualTo(whole));
        Assert.That(_log.Count(line => line.Contains("LogDirectory", StringComparison.Ordinal)), Is.EqualTo(1), "told once");
    }

    // As one that belongs to another user, or lies on a failing disk. A folder of that name cannot be read by anybody.
    [Test]
    [Category("Trains")]
    public void A_newest_checkpoint_that_cannot_be_read_gives_way_to_the_one_before()
    {
        using var folder = new TemporaryFolder();
        var options = CheckpointedRuns.Options(folder);
        options.CheckpointInterval = TimeSpan.Zero;
        var whole = CheckpointedRuns.Fit(_view, options);
        File.Delete(folder.File("step-000000006.msmclr"));
        File.CreateSymbolicLink(folder.File("step-000000006.msmclr"), "step-000000006.msmclr");
        options.Epochs = 3;
        Assert.That(CheckpointedRuns.Fit(_view, options, _context), Is.EqualTo(whole));
        Assert.That(_log, Has.Some.Contains("step-000000006.msmclr is damaged"));
        Assert.That(_log, Has.Some.Contains("Going on from").And.Some.Contains("step-000000005.msmclr"));
    }

    [Test]
    [Category("Trains")]
    public void Where_all_checkpoints_are_damaged_a_run_does_not_begin_anew_unless_it_is_told_to()
    {
        using var folder = new TemporaryFolder();
        var options = CheckpointedRuns.Options(folder);
        CheckpointedRuns.Fit(_view, options);
        foreach (var name in CheckpointedRuns.Checkpoints(folder))
            File.WriteAllText(folder.File(name), "damaged");
        var refused = Throws.InvalidOperationException.With.Message.Contains("can be read").And.Message.Contains("Never");
        Assert.That(() => CheckpointedRuns.Fit(_view, options), refused);
        options.Resume = CheckpointResume.Never;
        Assert.That(() => CheckpointedRuns.Fit(_view, options), Throws.Nothing);
    }

    [Test]
    [Category("Trains")]
    public void A_forged_position_beyond_its_epoch_is_refused()
    {
        using var folder = new TemporaryFolder();
        CheckpointedRuns.Cancel(_view, 3, folder);
        var path = folder.File(CheckpointedRuns.Checkpoints(folder)[^1]);
        var read = CheckpointFile.Read(path);
        CheckpointFile.Write(path, read with { Position = read.Position with { StepsInEpoch = 1_000_000 } });
        var refused = Throws.InvalidOperationException.With.Message.Contains("1000000 steps");
        Assert.That(() => CheckpointedRuns.Fit(_view, CheckpointedRuns.Options(folder)), refused);
    }

    [Test]
    [Category("Trains")]
    public void A_run_that_goes_on_on_a_processor_with_other_vectors_warns()
    {
        using var folder = new TemporaryFolder();
        CheckpointedRuns.Cancel(_view, 3, folder);
        var path = folder.File(CheckpointedRuns.Checkpoints(folder)[^1]);
        var read = CheckpointFile.Read(path);
        var settings = read.Identity.Settings.Select(
            setting => setting.Key.Contains("vectors", StringComparison.Ordinal) ? setting with { Value = "64 bits" } : setting);
        CheckpointFile.Write(path, read with { Identity = new([.. settings]) });
        Assert.That(() => CheckpointedRuns.Fit(_view, CheckpointedRuns.Options(folder), _context), Throws.Nothing);
        Assert.That(_log, Has.Some.Contains("64 bits in the checkpoint").And.Some.Contains("other bits"));
    }

    private void Note(object? sender, LoggingEventArgs line) => _log.Add(line.Message);

    // Nothing can be written below a file.
    private static MsMclrTrainer.Options Blocked(TemporaryFolder folder, int unblockAfter)
    {
        var options = CheckpointedRuns.Options(null);
        options.CheckpointDirectory = folder.File("run");
        options.CheckpointInterval = TimeSpan.Zero;
        var steps = 0;
        options.Progress = new Reports<MsMclrProgress>(_ =>
        {
            steps++;
            if (steps == 1)
            {
                Directory.Move(folder.File("run"), folder.File("away"));
                File.WriteAllText(folder.File("run"), "a file");
            }

            if (steps != unblockAfter)
                return;
            File.Delete(folder.File("run"));
            Directory.CreateDirectory(folder.File("run"));
        });
        return options;
    }
}
