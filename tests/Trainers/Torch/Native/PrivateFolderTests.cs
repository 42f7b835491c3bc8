using System.Runtime.Versioning;
using MsMclr.MLNet.Trainers.Torch.Native;

namespace MsMclr.MLNet.Tests;

[Platform("Linux")]
[SupportedOSPlatform("linux")]
public class PrivateFolderTests
{
    private static readonly uint User = UnixFileStatus.CurrentUser;

    [SetUp]
    public void RequireStickyTemporaryFolder() => StickyTemporaryFolder.Require();

    [Test]
    public void A_missing_folder_is_made_and_closed_to_others()
    {
        using var place = new TemporaryFolder();
        PrivateFolder.Ensure(place.File("a/b"), User);
        Assert.That(File.GetUnixFileMode(place.File("a/b")), Is.EqualTo(UnixFileStatus.OwnerOnlyFolder));
    }

    [Test]
    public void A_folder_of_the_user_that_was_open_to_others_is_closed()
    {
        using var place = new TemporaryFolder();
        Directory.CreateDirectory(place.File("a"));
        File.SetUnixFileMode(place.File("a"), UnixFileStatus.OwnerOnlyFolder | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        PrivateFolder.Ensure(place.File("a"), User);
        Assert.That(File.GetUnixFileMode(place.File("a")), Is.EqualTo(UnixFileStatus.OwnerOnlyFolder));
    }

    [Test]
    public void A_folder_of_another_user_is_refused()
    {
        using var place = new TemporaryFolder();
        Directory.CreateDirectory(place.File("a"));
        Refused(place.File("a"), "belongs to another user", User + 1);
    }

    [Test]
    public void A_symbolic_link_is_refused_wherever_it_leads()
    {
        using var place = new TemporaryFolder();
        Directory.CreateDirectory(place.File("a"), UnixFileStatus.OwnerOnlyFolder);
        Directory.CreateSymbolicLink(place.File("b"), place.File("a"));
        Refused(place.File("b"), "is a symbolic link", User);
    }

    [Test]
    public void A_folder_in_one_that_every_user_may_write_to_is_refused_unless_sticky()
    {
        const UnixFileMode everyone = UnixFileStatus.OwnerOnlyFolder | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        using var place = new TemporaryFolder();
        Directory.CreateDirectory(place.File("open/a"));
        File.SetUnixFileMode(place.File("open"), everyone);
        Refused(place.File("open/a/b"), "every user may write to", User);
        File.SetUnixFileMode(place.File("open"), everyone | UnixFileMode.StickyBit);
        Assert.That(() => PrivateFolder.Ensure(place.File("open/a/b"), User), Throws.Nothing);
    }

    private static void Refused(string path, string reason, uint user)
        => Assert.That(() => PrivateFolder.Ensure(path, user), Throws.InstanceOf<IOException>().With.Message.Contains(reason));
}
