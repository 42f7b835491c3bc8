using Microsoft.ML;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Tests;

/// <summary>ML.NET gets a folder that it can write into, or a message that names those it could not.</summary>
public class WritableFolderTests
{
    [Test]
    public void The_first_folder_that_can_be_written_is_given()
    {
        using var folder = new TemporaryFolder();
        var context = new MLContext { TempFilePath = "/proc/chosen" };
        WritableFolder.GiveTo(context, ["/proc/nowhere", folder.Path, Path.GetTempPath()]);
        Assert.That(context.TempFilePath, Is.EqualTo(folder.Path));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty, "nothing is left there");
    }

    [Test]
    public void A_folder_that_was_chosen_and_can_be_written_stays()
    {
        using var folder = new TemporaryFolder();
        var context = new MLContext { TempFilePath = folder.Path };
        WritableFolder.GiveTo(context);
        Assert.That(context.TempFilePath, Is.EqualTo(folder.Path));
    }

    [Test]
    public void Where_none_can_be_written_all_are_named()
    {
        var context = new MLContext { TempFilePath = "/proc/chosen" };
        var error = Assert.Throws<IOException>(() => WritableFolder.GiveTo(context, ["/proc/one", "/proc/two"]));
        Assert.That(error!.Message, Does.Contain("/proc/chosen, /proc/one, /proc/two").And.Contain("TMPDIR"));
    }
}
