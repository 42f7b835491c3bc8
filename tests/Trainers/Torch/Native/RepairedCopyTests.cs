using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using MsMclr.MLNet.Trainers.Torch.Native;

namespace MsMclr.MLNet.Tests;

[Platform("Linux")]
[SupportedOSPlatform("linux")]
public class RepairedCopyTests
{
    private static readonly byte[] Library = RandomNumberGenerator.GetBytes(100_000);

    [SetUp]
    public void RequireStickyTemporaryFolder() => StickyTemporaryFolder.Require();

    [Test]
    public void A_copy_is_kept_in_the_users_folder_closed_to_others()
    {
        using var place = new TemporaryFolder();
        var loaded = Load(place);
        Assert.That(Path.GetDirectoryName(loaded), Is.EqualTo(place.File("user")));
        Assert.That(File.ReadAllBytes(loaded), Is.EqualTo(Library));
        Assert.That(File.GetUnixFileMode(place.File("user")), Is.EqualTo(UnixFileStatus.OwnerOnlyFolder));
        Assert.That(File.GetUnixFileMode(loaded), Is.EqualTo(UnixFileStatus.OwnerOnlyFile));
        Assert.That(Directory.Exists(place.File("temporary")), Is.False);
    }

    [Test]
    public void A_copy_that_is_right_is_not_written_again()
    {
        using var place = new TemporaryFolder();
        var longAgo = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Load(place), longAgo);
        Assert.That(File.GetLastWriteTimeUtc(Load(place)), Is.EqualTo(longAgo));
    }

    [Test]
    public void Libraries_of_different_content_have_files_of_their_own()
    {
        using var place = new TemporaryFolder();
        Assert.That(Load(place, Library[1..]), Is.Not.EqualTo(Load(place)));
    }

    [Test]
    public void A_copy_that_was_tampered_with_is_replaced_and_never_loaded()
    {
        using var place = new TemporaryFolder();
        var path = Load(place);
        var tampered = Library.ToArray();
        tampered[^1] ^= 1;
        Overwrite(path, tampered);
        Assert.That(Load(place), Is.EqualTo(path), "loading it checks the content");
    }

    [Test]
    public void A_copy_that_others_may_write_to_is_replaced()
    {
        using var place = new TemporaryFolder();
        var path = Load(place);
        File.SetUnixFileMode(path, UnixFileStatus.OwnerOnlyFile | UnixFileMode.OtherWrite);
        Load(place);
        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileStatus.OwnerOnlyFile));
    }

    [Test]
    public void A_link_in_place_of_the_copy_is_replaced_and_what_it_points_to_left_alone([Values] bool right)
    {
        using var place = new TemporaryFolder();
        var path = Load(place);
        var elsewhere = place.File("elsewhere");
        var content = right ? Library : [1, 2, 3];
        Overwrite(elsewhere, content);
        File.Delete(path);
        File.CreateSymbolicLink(path, elsewhere);
        Assert.That(Load(place), Is.EqualTo(path));
        Assert.That(new FileInfo(path).LinkTarget, Is.Null, "a file again");
        Assert.That(File.ReadAllBytes(elsewhere), Is.EqualTo(content));
    }

    [Test]
    public void A_link_in_place_of_the_folder_is_not_followed()
    {
        using var place = new TemporaryFolder();
        Directory.CreateDirectory(place.File("elsewhere"));
        Directory.CreateSymbolicLink(place.File("user"), place.File("elsewhere"));
        AssertTemporary(place, Load(place));
        Assert.That(Directory.EnumerateFileSystemEntries(place.File("elsewhere")), Is.Empty);
    }

    [Test]
    public void A_users_folder_that_cannot_be_written_leads_to_a_temporary_one_that_is_removed()
    {
        using var place = new TemporaryFolder();
        Overwrite(place.File("user"), [1]); // A file: not even root can make a folder there.
        AssertTemporary(place, Load(place));
    }

    [Test]
    public void A_user_without_a_folder_gets_a_temporary_one()
    {
        using var place = new TemporaryFolder();
        AssertTemporary(place, Load(place, userFolder: ""));
    }

    [Test]
    public void A_folder_that_nothing_may_be_run_from_leads_to_a_temporary_one()
    {
        using var place = new TemporaryFolder();
        var tried = new List<string>();
        Copy(place, place.File("user")).Load(Library, "lib.so", path =>
        {
            tried.Add(path);
            if (tried.Count == 1)
                throw new DllNotFoundException("failed to map segment from shared object");
        });
        Assert.That(tried, Has.Count.EqualTo(2));
        AssertTemporary(place, tried[1]);
    }

    [Test]
    public void Where_no_folder_will_do_one_message_names_folders_reasons_and_remedy()
    {
        using var place = new TemporaryFolder();
        Overwrite(place.File("user"), [1]);
        Overwrite(place.File("temporary"), [1]);
        static void Load(string path) => throw new DllNotFoundException($"{path} does not load");
        Assert.That(() => Copy(place, place.File("user")).Load(Library, "lib.so", Load),
            Throws.TypeOf<DllNotFoundException>()
                .With.Message.Contains($"In '{place.File("user")}': ").And.Message.Contains($"In '{place.File("temporary")}': ")
                .And.Message.Contains("In 'memory': ").And.Message.Contains("XDG_DATA_HOME or TMPDIR")
                .And.InnerException.InstanceOf<DllNotFoundException>());
    }

    [Test]
    public void Where_nothing_can_be_written_the_copy_is_loaded_from_memory()
    {
        using var place = new TemporaryFolder();
        Overwrite(place.File("user"), [1]);
        Overwrite(place.File("temporary"), [1]);
        Assert.That(Load(place), Does.StartWith("/proc/self/fd/"));
        var library = File.ReadAllBytes(NativeFolders.Find(LibraryName.File("c10"))!);
        Copy(place, place.File("user")).Load(library, "lib.so", path => NativeLibrary.Load(path));
    }

    [Test]
    public void Many_at_once_each_load_the_whole_copy_and_leave_one_file()
    {
        using var place = new TemporaryFolder();
        Overwrite(Load(place), [1, 2, 3]); // All of them find it wrong.
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
            Assert.That(Path.GetDirectoryName(Load(place)), Is.EqualTo(place.File("user"))));
        Assert.That(Directory.EnumerateFileSystemEntries(place.File("user")).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Real_libraries_load_from_either_folder()
    {
        using var place = new TemporaryFolder();
        var library = File.ReadAllBytes(NativeFolders.Find(LibraryName.File("c10"))!);
        foreach (var userFolder in new[] { place.File("user"), "" })
            Copy(place, userFolder).Load(library, "lib.so", path => NativeLibrary.Load(path));
        Assert.That(Directory.EnumerateFileSystemEntries(place.File("temporary")), Is.Empty);
    }

    private static RepairedCopy Copy(TemporaryFolder place, string userFolder)
        => new(userFolder, place.File("temporary"), UnixFileStatus.CurrentUser);

    /// <summary>Loads the copy once and returns its path; whatever is loaded must have the right content at that moment.</summary>
    private static string Load(TemporaryFolder place, byte[]? library = null, string? userFolder = null)
    {
        var loaded = new List<string>();
        Copy(place, userFolder ?? place.File("user")).Load(library ?? Library, "lib.so", path =>
        {
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(library ?? Library));
            loaded.Add(path);
        });
        return loaded.Single();
    }

    private static void AssertTemporary(TemporaryFolder place, string loaded)
    {
        Assert.That(loaded, Does.StartWith(place.File("temporary") + "/"));
        Assert.That(Directory.EnumerateFileSystemEntries(place.File("temporary")), Is.Empty, "removed after it was loaded");
    }

    private static void Overwrite(string path, byte[] content)
    {
        using var stream = File.Create(path);
        stream.Write(content);
    }
}
