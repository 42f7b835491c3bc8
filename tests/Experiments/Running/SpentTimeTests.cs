using MsMclr.MLNet.Experiments.Running;

namespace MsMclr.MLNet.Tests;

public class SpentTimeTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_run_that_is_resumed_counts_what_was_spent_before()
    {
        var first = SpentTime.In(_folder.Path, CheckpointResume.IfPresent);
        first.Keep(seconds: 10, clips: 400);
        first.Keep(seconds: 30, clips: 1_200);
        _folder.Write("joint/step-000000009.msmclr", "");
        var resumed = SpentTime.In(_folder.Path, CheckpointResume.IfPresent);
        Assert.That(resumed.Seconds, Is.EqualTo(30), "a finished run that is resumed trains nothing");
        Assert.That(resumed.ClipsPerSecond, Is.EqualTo(40));
        resumed.Keep(seconds: 10, clips: 800);
        Assert.That(resumed.Seconds, Is.EqualTo(40));
        Assert.That(resumed.ClipsPerSecond, Is.EqualTo(50));
        Assert.That(SpentTime.In(_folder.Path, CheckpointResume.IfPresent).Seconds, Is.EqualTo(40), "and so on");
    }

    [Test]
    public void A_run_that_begins_anew_counts_from_zero()
    {
        SpentTime.In(_folder.Path, CheckpointResume.IfPresent).Keep(seconds: 10, clips: 400);
        Assert.That(SpentTime.In(_folder.Path, CheckpointResume.IfPresent).Seconds, Is.Zero, "there is no checkpoint to go on from");
        _folder.Write("step-000000009.msmclr", "");
        Assert.That(SpentTime.In(_folder.Path, CheckpointResume.Never).Seconds, Is.Zero);
        Assert.That(SpentTime.In(null, null).ClipsPerSecond, Is.Zero);
        _folder.Write("spent.json", "{");
        Assert.That(SpentTime.In(_folder.Path, CheckpointResume.IfPresent).Seconds, Is.Zero, "what is damaged tells nothing");
    }
}
