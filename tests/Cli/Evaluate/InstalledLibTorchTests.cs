using MsMclr.MLNet.Cli.Evaluate;

namespace MsMclr.MLNet.Tests;

public class InstalledLibTorchTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("linux-x64", "libtorch_cpu.so")]
    [TestCase("win-x64", "torch_cpu.dll")]
    [TestCase("osx-arm64", "libtorch_cpu.dylib")]
    public void A_package_that_was_downloaded_before_is_found(string system, string library)
    {
        var file = _folder.Write($"libtorch-cpu-{system}/{InstalledLibTorch.Version}/runtimes/{system}/native/{library}", "");
        Assert.That(Search(system).Folder(), Is.EqualTo(Path.GetDirectoryName(file)));
    }

    [Test]
    public void A_package_of_another_version_is_left_alone_and_the_right_one_is_named()
    {
        _folder.Write("libtorch-cpu-linux-x64/1.0.0/runtimes/linux-x64/native/libtorch_cpu.so", "");
        var wanted = $"'dotnet new console && dotnet add package libtorch-cpu-linux-x64 --version {InstalledLibTorch.Version}'";
        Assert.That(
            () => Search("linux-x64").Folder(),
            Throws.TypeOf<DllNotFoundException>().With.Message.Contains(wanted).And.Message.Contains("MSMCLR_LIBTORCH"));
    }

    [Test]
    public void A_system_without_a_package_is_told_of_the_variable_alone()
        => Assert.That(
            () => Search("linux-arm64").Folder(),
            Throws.TypeOf<DllNotFoundException>().With.Message.Contains("no package for linux-arm64"));

    [Test]
    public void What_the_user_names_or_the_tool_brings_is_not_looked_for()
    {
        Assert.That(Search("linux-x64", named: "elsewhere").Folder(), Is.Null);
        var own = Path.GetDirectoryName(_folder.Write("tool/libtorch_cpu.so", ""))!;
        Assert.That(Search("linux-x64", own: own).Folder(), Is.Null);
    }

    [Test]
    public void The_version_is_the_one_that_the_repository_builds_with()
    {
        var versions = System.Xml.Linq.XDocument.Load(Repository.At("Directory.Packages.props"));
        Assert.That(InstalledLibTorch.Version, Is.EqualTo(versions.Descendants("LibTorchVersion").Single().Value));
    }

    private InstalledLibTorch Search(string system, string? named = null, string? own = null)
    {
        return new InstalledLibTorch(Variable, own is null ? [] : [own], system);

        string? Variable(string name) => name == "NUGET_PACKAGES" ? _folder.Path : named;
    }
}
