namespace MsMclr.MLNet.Tests;

public sealed class ExperimentOptionsTests
{
    [Test]
    public void Seeds_follow_one_another_and_have_folders_inside_the_first_ones()
    {
        var all = new ExperimentOptions { Folder = "out", Seeds = 3 }.ForEachSeed(7).ToList();
        Assert.That(all.Select(options => options.Seed), Is.EqualTo(new[] { 7, 8, 9 }));
        string[] folders = ["out", Path.Combine("out", "seed-8"), Path.Combine("out", "seed-9")];
        Assert.That(all.Select(options => options.Folder), Is.EqualTo(folders));
    }

    [Test]
    public void Checkpoints_have_a_folder_a_stream_where_there_are_any()
    {
        var options = new ExperimentOptions { Folder = "out", Resume = CheckpointResume.IfPresent };
        Assert.That(options.CheckpointFolder(SkeletonStream.Bone), Is.EqualTo(Path.Combine("out", "checkpoints", "bone")));
        Assert.That((options with { Resume = null }).CheckpointFolder(SkeletonStream.Bone), Is.Null);
    }
}
