using System.Text.RegularExpressions;

namespace MsMclr.MLNet.Tests;

/// <summary>The README's program of one file, run as the README says.</summary>
public partial class PackagedQuickstartTests
{
    [Test]
    public async Task It_runs_with_the_packages_that_it_names()
    {
        var readme = File.ReadAllText(Repository.At("README.md")).ReplaceLineEndings("\n");
        var code = Program().Match(readme).Groups["code"].Value;
        foreach (var named in Package().Matches(code).Cast<Match>())
        {
            var name = named.Groups["name"].Value;
            var version = PackableProject.All.Any(ours => ours.Name == name) ? PackedPackages.Version : BuildFiles.VersionOf(name);
            Assert.That(named.Groups["version"].Value, Is.EqualTo(version), name);
        }

        // One epoch instead of five: what is tried here is that it runs.
        Assert.That(code, Does.Contain("Epochs = 5"));
        var folder = Directory.CreateDirectory(Path.Combine(PackedPackages.Folder, "one-file")).FullName;
        File.WriteAllText(Path.Combine(folder, "quickstart.cs"), code.Replace("Epochs = 5", "Epochs = 1"));
        try
        {
            var output = await DotNet.Run(folder, PackedPackages.Patience, "run", "quickstart.cs");
            Assert.That(output, Does.Match(@"People it has not seen: \d+ ?%"));
        }
        finally
        {
            // What it was built into lies with the user's own settings, and holds libtorch.
            await DotNet.Try(folder, PackedPackages.Patience, "clean", "quickstart.cs");
        }
    }

    [GeneratedRegex(@"^```csharp\n(?<code>#:package .*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Program();

    [GeneratedRegex(@"^#:package (?<name>\S+)@(?<version>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Package();
}
