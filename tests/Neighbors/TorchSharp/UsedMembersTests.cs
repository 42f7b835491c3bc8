namespace MsMclr.MLNet.Tests;

/// <summary>
/// The package Trainers allows TorchSharp from 0.102.7 on, which Microsoft.ML.TorchSharp 0.23.1 is built on, although it is compiled
/// against a later one. So it may use only what that version has. <c>used-members.txt</c> lists what it uses, each line of which was
/// looked for in TorchSharp 0.102.7.
/// </summary>
public class UsedMembersTests
{
    private const string OlderAssembly = "MSMCLR_OLDER_TORCHSHARP";

    private static readonly string[] Listed = File.ReadAllLines(At(Path.Combine("TorchSharp", "used-members.txt")));

    [Test]
    public void Ours_uses_of_TorchSharp_what_is_listed_and_nothing_else()
    {
        var used = UsedMembers.Of(At("MsMclr.MLNet.Trainers.dll"), "TorchSharp");
        Assert.That(used.Except(Listed), Is.Empty, $"Use something older, or check it ({OlderAssembly}) and list it.");
        Assert.That(Listed.Except(used), Is.Empty, "No longer used: leave it out of the list.");
    }

    [Test]
    public void The_TorchSharp_that_is_here_has_all_of_it()
    {
        using var here = new PublishedMembers(At("TorchSharp.dll"));
        Assert.That(Listed.Where(line => !here.Has(line)), Is.Empty);
        Assert.That(Listed, Has.Length.GreaterThan(100));
    }

    [Test]
    public void What_is_missing_is_found()
    {
        using var here = new PublishedMembers(At("TorchSharp.dll"));
        var theirs = UsedMembers.Of(At("Microsoft.ML.TorchSharp.dll"), "TorchSharp");
        var missing = theirs.Where(line => !here.Has(line));
        // Theirs is built on 0.102.7. Since then this function has got one more parameter.
        Assert.That(missing, Has.Exactly(1).Items);
        Assert.That(missing.Single(), Does.StartWith("TorchSharp.torch/nn/functional::interpolate static ("));
    }

    [Test]
    [Explicit("Needs the assembly of an older TorchSharp: MSMCLR_OLDER_TORCHSHARP=/FOLDER/TorchSharp.dll")]
    public void An_older_TorchSharp_has_all_of_it()
    {
        using var older = new PublishedMembers(Environment.GetEnvironmentVariable(OlderAssembly)!);
        using var here = new PublishedMembers(At("TorchSharp.dll"));
        TestContext.Out.WriteLine($"TorchSharp {older.Version}, {Listed.Length} uses");
        var used = UsedMembers.Of(At("MsMclr.MLNet.Trainers.dll"), "TorchSharp");
        Assert.That(used.Where(line => !older.Has(line)), Is.Empty);
        // A value of an enumeration is a number in compiled code.
        var changed = from line in used
                      from value in older.Values(line)
                      where here.Values(line).TryGetValue(value.Key, out var now) && now != value.Value
                      select $"{line}.{value.Key}";
        Assert.That(changed, Is.Empty);
    }

    private static string At(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
