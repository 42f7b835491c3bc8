using System.Diagnostics;
using MsMclr.MLNet.Loaders.Loading;

namespace MsMclr.MLNet.Tests;

/// <summary>Folders as they are on real disks: with links, pipes, and parts that nobody may look at.</summary>
public class FolderWalkTests
{
    private static readonly ISkeletonFormat Format = SkeletonFormat.NtuRgbd;

    [Test]
    public void Links_are_passed_over_and_told_of_unless_they_are_to_be_followed()
    {
        using var folder = Recordings("a", "below/b");
        Directory.CreateSymbolicLink(folder.File("below/up"), "..");
        Directory.CreateSymbolicLink(folder.File("itself"), "itself");
        File.CreateSymbolicLink(folder.File("c.skeleton"), folder.File("a.skeleton"));
        var warnings = new List<SkeletonFileWarning>();
        var options = Options();
        options.OnWarning = warnings.Add;
        Assert.That(Names(folder.Path, options), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(warnings.Single().ToString(), Does.Contain("2 links").And.Contain("FollowLinks"));
    }

    [Test]
    public void Followed_links_give_each_file_once_under_its_own_name()
    {
        using var elsewhere = Recordings("d");
        using var folder = Recordings("a", "below/b");
        Directory.CreateSymbolicLink(folder.File("below/up"), "..");
        Directory.CreateSymbolicLink(folder.File("0-other"), elsewhere.Path);
        File.CreateSymbolicLink(folder.File("0.skeleton"), folder.File("a.skeleton"));
        File.CreateSymbolicLink(folder.File("linked.skeleton"), elsewhere.File("d.skeleton"));
        var options = Options();
        options.FollowLinks = true;
        Assert.That(Names(folder.Path, options), Is.EquivalentTo(new[] { "a", "b", "d" }));
    }

    [Test]
    public void A_link_to_itself_is_a_bad_file()
    {
        using var folder = Recordings("a");
        File.CreateSymbolicLink(folder.File("b.skeleton"), "b.skeleton");
        var options = Options();
        options.FollowLinks = true;
        Assert.That(Assert.Throws<SkeletonFileException>(() => Names(folder.Path, options))!.File, Is.EqualTo(folder.File("b.skeleton")));
        Assert.That(SkippedOf(folder.Path, options), Is.EqualTo(new[] { folder.File("b.skeleton") }));
    }

    [Test]
    [Platform("Linux")]
    public void A_pipe_is_a_bad_file_and_does_not_hang()
    {
        using var folder = Recordings("a");
        using (var make = Process.Start("mkfifo", folder.File("b.skeleton")))
            make.WaitForExit();
        Assert.That(Assert.Throws<SkeletonFileException>(() => Names(folder.Path, Options()))!.Reason, Does.Contain("pipe"));
        Assert.That(SkippedOf(folder.Path, Options()), Is.EqualTo(new[] { folder.File("b.skeleton") }));
        var alone = Assert.Throws<ArgumentException>(() => Names(folder.File("b.skeleton"), Options()));
        Assert.That(alone!.Message, Does.Contain("no regular file"));
    }

    [Test]
    public void A_folder_that_may_not_be_listed_is_a_bad_file()
    {
        using var folder = Recordings("a", "closed/b", "lost+found/c");
        IEnumerable<FileSystemInfo> List(string path)
        {
            if (Path.GetFileName(path) is "closed" or "lost+found")
                throw new UnauthorizedAccessException("Access is denied.");
            return new DirectoryInfo(path).EnumerateFileSystemInfos();
        }

        var walk = new FolderWalk(Format, new FolderSearch(Subfolders: true, FollowLinks: false, default) { List = List }, "*");
        walk.Walk(folder.Path);
        Assert.That(walk.Files.Select(file => file.Name), Is.EqualTo(new[] { "a.skeleton" }));
        Assert.That(walk.Bad.Select(bad => bad.File), Is.EqualTo(new[] { folder.File("closed") }), "lost+found is the file system's own");
    }

    [Test]
    public void A_folder_whose_name_looks_like_a_pattern_is_a_folder()
    {
        using var folder = Recordings("da*ta/a", "data/b");
        Assert.That(Names(folder.File("da*ta"), Options()), Is.EqualTo(new[] { "a" }));
        Assert.That(Names(folder.File("data") + "/?.skel*", Options()), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public void The_search_can_be_canceled()
    {
        using var folder = Recordings("a");
        var options = Options();
        options.CancellationToken = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => Read.View(folder.Path, options));
    }

    // Arabic-Indic digits are digits to a regular expression, and no number to anything else.
    [TestCase("S001C001P001R001A\u0660\u0660\u0661", "ntu")]
    [TestCase("a\u0661_s01_e01_v01", "nw-ucla")]
    public void Digits_of_other_scripts_in_a_name_are_letters(string name, string format)
    {
        var read = format == "ntu" ? SkeletonFormat.NtuRgbd : SkeletonFormat.NwUcla;
        Assert.That(read.Describe(name)?.Label ?? 0, Is.Zero, "no action is told from such a name");
    }

    private static SkeletonLoader.Options Options() => new() { Format = Format, SearchSubfolders = true };

    private static TemporaryFolder Recordings(params string[] names)
    {
        var folder = new TemporaryFolder();
        foreach (var name in names)
            folder.Write(name + ".skeleton", NtuText.Small());
        return folder;
    }

    private static IEnumerable<string> Names(string path, SkeletonLoader.Options options)
        => [.. Read.All(Read.View(path, options)).Select(row => row.Name)];

    private static IEnumerable<string> SkippedOf(string path, SkeletonLoader.Options options)
    {
        var skipped = new List<string>();
        var reports = new List<SkeletonLoadReport>();
        options.OnBadFile = OnBadFile.Skip;
        options.OnSkipped = bad => skipped.Add(bad.File);
        options.OnPassEnded = reports.Add;
        Assert.That(Names(path, options), Is.EqualTo(new[] { "a" }));
        Assert.That(reports.Single().Skipped, Is.EqualTo(skipped.Count));
        return skipped;
    }
}
