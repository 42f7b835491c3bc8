using System.Text;
using MsMclr.MLNet.Trainers.Torch.Native;

namespace MsMclr.MLNet.Tests;

public class VersionNeedsTests
{
    [Test]
    public void Weakening_changes_one_byte_of_the_shim_and_nothing_else()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("ELF libraries are Linux's.");
        var shim = File.ReadAllBytes(NativeFolders.Find("libLibTorchSharp.so")!);
        var weakened = VersionNeeds.Weaken(shim, "GLIBCXX_3.4.32"u8);
        Assert.That(weakened, Is.Not.Null);
        var changed = Enumerable.Range(0, shim.Length).Where(i => shim[i] != weakened[i]).ToArray();
        Assert.That(changed, Has.Length.EqualTo(1));
        Assert.That(weakened[changed[0]] ^ shim[changed[0]], Is.EqualTo(2), "VER_FLG_WEAK");
    }

    [Test]
    public void Files_that_are_no_such_library_are_left_alone()
    {
        Assert.That(VersionNeeds.Weaken([], "GLIBCXX_3.4.32"u8), Is.Null);
        Assert.That(VersionNeeds.Weaken(Encoding.ASCII.GetBytes(new string('x', 4096)), "GLIBCXX_3.4.32"u8), Is.Null);
        var truncated = File.ReadAllBytes(NativeFolders.Find("libLibTorchSharp.so")!)[..5000];
        Assert.That(VersionNeeds.Weaken(truncated, "GLIBCXX_3.4.32"u8), Is.Null);
    }
}
