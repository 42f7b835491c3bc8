using System.Xml.Linq;

namespace MsMclr.MLNet.Tests;

/// <summary>Packs once for all tests here, into a folder that is a feed; projects outside the repository restore from it.</summary>
[SetUpFixture]
internal sealed class PackedPackages
{
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(4);

    /// <summary>A temporary folder, whose NuGet.config holds for the projects in it.</summary>
    public static string Folder { get; private set; } = "";

    public static string Version { get; private set; } = "";

    public static string Feed => Path.Combine(Folder, "feed");

    /// <summary>Where the packages of <see cref="Feed"/> are unpacked to, and no others.</summary>
    public static string Store => Path.Combine(Folder, "packages");

    /// <summary>Where this machine has what NuGet has downloaded, libtorch among it.</summary>
    public static string Downloads { get; } = MachineStore();

    [OneTimeSetUp]
    public async Task Pack()
    {
        Folder = Directory.CreateTempSubdirectory("msmclr-packages-").FullName;
        var project = Repository.At("eng", "Pack.proj");
        string[] properties = [$"-p:Configuration={DotNet.Configuration}", $"-p:PackageOutputPath={Feed}"];
        await DotNet.Run(Repository.Root, Patience, ["msbuild", project, "-t:Pack", "-v:m", "-nodeReuse:false", .. properties]);

        const string Known = "MsMclr.MLNet.Skeletons.";
        Version = Path.GetFileNameWithoutExtension(Directory.GetFiles(Feed, Known + "*.nupkg").Single())[Known.Length..];
        File.WriteAllText(Path.Combine(Folder, "NuGet.config"), Configuration());
    }

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(Folder, recursive: true);

    public static Package Open(string name) => new(Path.Combine(Feed, $"{name}.{Version}.nupkg"));

    /// <summary>A copy of a folder beside this file, outside the repository: none of its build files reach there.</summary>
    public static string CopyOut(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        foreach (var file in Directory.GetFiles(Repository.At("tests", "Packages", name)))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    private static string MachineStore()
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(user, ".nuget", "packages");
    }

    // Ours go to a store of their own; what this machine has of others' is read where it lies.
    private static string Configuration()
    {
        return new XElement("configuration",
            new XElement("config", Add("globalPackagesFolder", Store)),
            new XElement("fallbackPackageFolders", new XElement("clear"), Add("machine", Downloads)),
            new XElement("packageSources", new XElement("clear"), Add("packed", Feed))).ToString();

        static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));
    }
}
