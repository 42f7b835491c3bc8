using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MsMclr.MLNet.Tests;

/// <summary>docs/few-examples.md followed to the letter by somebody who has the packages and a webcam, and nothing else.</summary>
public partial class FewExamplesPageTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromMinutes(10);

    [Test]
    public async Task From_an_empty_folder_to_three_gestures_of_ones_own_taught_from_nine_clips()
    {
        var page = File.ReadAllText(Repository.At("docs", "few-examples.md")).ReplaceLineEndings("\n");
        var section = page[page.IndexOf("## From an empty folder", StringComparison.Ordinal)..];
        var webcam = PackedPackages.CopyOut("WebcamConsumer");
        string[] build = ["build", "-c", "Release", "-nodeReuse:false", "-o", "bin", $"-p:LibraryVersion={PackedPackages.Version}"];
        await DotNet.Run(webcam, PackedPackages.Patience, build);

        var folder = Directory.CreateDirectory(Path.Combine(PackedPackages.Folder, "few-examples")).FullName;
        var gestures = Path.Combine(folder, "Gestures");
        var watch = Stopwatch.StartNew();
        foreach (var command in Block(section, "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            await Type(command, folder, gestures);
        watch.Stop();
        await DotNet.Run(webcam, PackedPackages.Patience, Path.Combine("bin", "WebcamConsumer.dll"), gestures);
        watch.Start();
        await File.WriteAllTextAsync(Path.Combine(gestures, "Program.cs"), Block(section, "csharp"));
        var said = await DotNet.Run(gestures, PackedPackages.Patience, "run", "later/");
        watch.Stop();

        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:f0} s\n{said}"));
        Assert.That(Directory.GetFiles(Path.Combine(gestures, "clips"), "*.json", SearchOption.AllDirectories), Has.Length.EqualTo(9));
        Assert.That(said, Does.Contain("By 9 examples, 10.0 % of the clips of unknown actions are accepted."));
        foreach (var gesture in new[] { "clap", "kick", "bow" })
        {
            for (var take = 4; take <= 5; take++)
                Assert.That(said, Does.Contain($"{gesture}-{take}: {gesture}, most like {gesture}/"));
        }

        Assert.That(said.Split('\n').Count(line => line.Contains(": unknown, ")), Is.AtLeast(3), said);
        Assert.That(watch.Elapsed, Is.LessThan(Promised));
    }

    // `cd` is what the next commands' folder is. Versions of others' packages are those that this machine has.
    private static async Task Type(string command, string folder, string project)
    {
        var words = command.Split(' ');
        if (words[0] == "cd")
        {
            Assert.That(Path.Combine(folder, words[1]), Is.EqualTo(project));
            return;
        }

        Assert.That(words[0], Is.EqualTo("dotnet"));
        var isOthers = words is [_, "add", "package", var name] && PackableProject.All.All(ours => ours.Name != name);
        string[] version = isOthers ? ["--version", BuildFiles.VersionOf(words[^1])] : [];
        await DotNet.Run(words[1] == "new" ? folder : project, PackedPackages.Patience, [.. words[1..], .. version]);
    }

    private static string Block(string section, string language)
        => Blocks().Matches(section).First(block => block.Groups["language"].Value == language).Groups["text"].Value;

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
