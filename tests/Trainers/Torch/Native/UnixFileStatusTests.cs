using System.Runtime.Versioning;
using MsMclr.MLNet.Trainers.Torch.Native;

namespace MsMclr.MLNet.Tests;

[Platform("Linux")]
[SupportedOSPlatform("linux")]
public class UnixFileStatusTests
{
    [Test]
    public void A_new_file_is_the_users_own_with_the_mode_that_dotnet_sees()
    {
        using var place = new TemporaryFolder();
        File.Create(place.File("ä")).Dispose();
        var status = UnixFileStatus.Of(place.File("ä"))!.Value;
        Assert.That(status.Owner, Is.EqualTo(UnixFileStatus.CurrentUser));
        Assert.That(status.Mode, Is.EqualTo(File.GetUnixFileMode(place.File("ä"))));
        Assert.That((status.IsFile, status.IsFolder, status.IsLink), Is.EqualTo((true, false, false)));
    }

    [Test]
    public void A_link_is_a_link_and_not_what_it_points_to()
    {
        using var place = new TemporaryFolder();
        Directory.CreateDirectory(place.File("folder"));
        File.CreateSymbolicLink(place.File("link"), place.File("folder"));
        Assert.That(UnixFileStatus.Of(place.File("folder"))!.Value.IsFolder);
        Assert.That(UnixFileStatus.Of(place.File("link"))!.Value.IsLink);
    }

    [Test]
    public void The_owner_of_the_systems_files_is_root() => Assert.That(UnixFileStatus.Of("/proc/1")!.Value.Owner, Is.Zero);

    [Test]
    public void Where_nothing_is_there_is_no_status() => Assert.That(UnixFileStatus.Of("/proc/no such file"), Is.Null);
}
