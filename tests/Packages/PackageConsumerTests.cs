namespace MsMclr.MLNet.Tests;

/// <summary>The packages used: by projects outside the repository, from a folder, with a store of packages of their own.</summary>
public class PackageConsumerTests
{
    [Test]
    public async Task A_project_that_knows_only_the_packages_runs_the_readme_and_scores_with_its_model()
    {
        var consumer = PackedPackages.CopyOut("Consumer");
        // One epoch instead of a hundred: what is tried here is the packages, not the training.
        var snippet = File.ReadAllText(Repository.At("docs", "samples", "ReadmeSnippet.cs"));
        Assert.That(snippet, Does.Contain("Epochs = 100"));
        File.WriteAllText(Path.Combine(consumer, "ReadmeSnippet.cs"), snippet.Replace("Epochs = 100", "Epochs = 1"));
        var recordings = Directory.CreateDirectory(Path.Combine(PackedPackages.Folder, "recordings")).FullName;
        // 16 of the protocol's training subjects: one batch of the default recipe.
        int[] subjects = [1, 2, 4, 5, 8, 9, 13, 14, 15, 16, 17, 18, 19, 25, 27, 28];
        string[] names = [.. from subject in subjects from action in new[] { 1, 2 } select $"S001C001P{subject:000}R001A{action:000}"];
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
            File.WriteAllText(Path.Combine(recordings, name + ".skeleton"), NtuText.Small(10 + i));

        await Build(consumer,
            $"-p:OnnxRuntimeVersion={BuildFiles.VersionOf("Microsoft.ML.OnnxRuntime")}",
            $"-p:LibTorchVersion={BuildFiles.VersionOf("libtorch-cpu-linux-x64")}");
        var model = Path.Combine(consumer, "action.zip");
        var output = await DotNet.Run(consumer, PackedPackages.Patience, Path.Combine("bin", "Consumer.dll"), recordings, model);

        var ours = Directory.GetDirectories(PackedPackages.Store, "msmclr*").Select(folder => Path.GetFileName(folder)!);
        Assert.That(ours, Does.Contain("msmclr.mlnet").And.Contain("msmclr.mlnet.trainers"), "ours come from the feed");
        Assert.That(model, Does.Exist);
        foreach (var name in names)
            Assert.That(output, Does.Contain($"{name}: drink water").Or.Contain($"{name}: eat meal"));
    }

    [Test]
    public async Task Beside_the_packages_the_image_pipeline_of_mlnet_works()
    {
        var consumer = PackedPackages.CopyOut("ImageConsumer");
        await Build(consumer, $"-p:ImageAnalyticsVersion={BuildFiles.VersionOf("Microsoft.ML.ImageAnalytics")}");
        var output = await DotNet.Run(consumer, PackedPackages.Patience, Path.Combine("bin", "ImageConsumer.dll"));

        // One color, whatever the size: all red values, then all green, then all blue.
        var pixels = new[] { 200, 100, 50 }.SelectMany(value => Enumerable.Repeat(value, 4 * 3));
        Assert.That(output, Does.Contain($"pixels: {string.Join(' ', pixels)}"));
        Assert.That(output, Does.Contain("skeleton: Vector<Single, 3, 50, 25, 2>"));
    }

    private static Task<string> Build(string consumer, params string[] properties)
    {
        string[] arguments = ["build", "-c", "Release", "-nodeReuse:false", "-o", "bin", $"-p:LibraryVersion={PackedPackages.Version}"];
        return DotNet.Run(consumer, PackedPackages.Patience, [.. arguments, .. properties]);
    }
}
