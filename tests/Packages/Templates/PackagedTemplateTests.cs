using System.Xml.Linq;

namespace MsMclr.MLNet.Tests;

/// <summary>The templates as a user has them: from the package, with the packages of a feed, outside the repository.</summary>
public class PackagedTemplateTests
{
    private NewProject _train = null!;
    private NewProject _score = null!;
    private string _trained = "";

    [OneTimeSetUp]
    public async Task Make_and_train()
    {
        await NewProject.InstallTemplates();
        _train = await NewProject.Of("msmclr-train", "Walk");
        _score = await NewProject.Of("msmclr-score", "See", "--framework", "net10.0");
        await _train.Build();
        await _score.Build();
        _trained = await _train.Run("--epochs", "1");
    }

    private string Model => Path.Combine(_train.Folder, "action.zip");

    [Test]
    public void A_new_project_has_the_name_that_was_asked_for_and_the_versions_of_this_build()
    {
        var references = References(_train);
        Assert.That(references["MsMclr.MLNet"], Is.EqualTo(PackedPackages.Version));
        Assert.That(references["libtorch-cpu-linux-x64"], Is.EqualTo(BuildFiles.VersionOf("libtorch-cpu-linux-x64")));
        Assert.That(references["Microsoft.ML.OnnxRuntime"], Is.EqualTo(BuildFiles.VersionOf("Microsoft.ML.OnnxRuntime")));
        Assert.That(Path.Combine(_train.Folder, ".template.config"), Does.Not.Exist);
    }

    [Test]
    public void With_nothing_given_it_trains_on_made_up_people_and_saves_a_model()
    {
        Assert.That(_trained, Does.Contain("made-up people").And.Contain("epoch 1 of 1"));
        Assert.That(_trained, Does.Match(@"People it has not seen: \d+ ?% of the clips are recognized \(5 ?% by chance\)"));
        Assert.That(Model, Does.Exist);
    }

    [Test]
    public async Task The_other_scores_made_up_people_with_that_model_and_has_no_libtorch()
    {
        var said = await _score.Run(Model);
        Assert.That(said.Split('\n').Count(line => line.Contains(" %)") || line.Contains("%)")), Is.EqualTo(20), said);
        var files = Directory.GetFiles(_score.Output, "*", SearchOption.AllDirectories).Select(Path.GetFileName);
        Assert.That(files.Where(file => file!.Contains("torch", StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    [Test]
    public async Task Both_take_a_folder_of_recordings()
    {
        var recordings = Directory.CreateDirectory(Path.Combine(PackedPackages.Folder, "walks")).FullName;
        int[] subjects = [.. Enumerable.Range(1, 24)];
        string[] names = [.. from subject in subjects from action in new[] { 1, 2 } select $"S001C001P{subject:000}R001A{action:000}"];
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
            File.WriteAllText(Path.Combine(recordings, name + ".skeleton"), NtuText.Small(10 + i));

        var trained = await _train.Run(recordings, "--epochs", "1");
        Assert.That(trained, Does.Match(@"People it has not seen: \d+ ?% of the clips are recognized \(50 ?% by chance\)"));
        var said = await _score.Run(Model, recordings);
        foreach (var name in names)
            Assert.That(said, Does.Contain($"{name}: drink water").Or.Contain($"{name}: eat meal"));
    }

    [Test]
    public async Task What_is_wrong_is_one_sentence()
    {
        Assert.That(await _train.Refusal("nowhere"), Does.Contain("nowhere"));
        Assert.That(await _train.Refusal("--epoch", "3"), Does.Contain("'--epoch' is not understood"));
        Assert.That(await _score.Refusal("nowhere.zip"), Does.Contain("nowhere.zip"));
        Assert.That(await _score.Refusal(), Does.Contain("MODEL [FOLDER]"));
        var damaged = Path.Combine(PackedPackages.Folder, "damaged.zip");
        File.WriteAllBytes(damaged, File.ReadAllBytes(Model)[..1000]);
        Assert.That(await _score.Refusal(damaged), Does.Contain("damaged.zip"));
        var bad = Directory.CreateDirectory(Path.Combine(PackedPackages.Folder, "bad")).FullName;
        File.WriteAllText(Path.Combine(bad, "S001C001P001R001A001.skeleton"), "one\n");
        Assert.That(await _score.Refusal(Model, bad), Does.Contain("S001C001P001R001A001.skeleton"));
    }

    [Test]
    public async Task For_a_gpu_it_takes_the_packages_and_the_device()
    {
        var project = await NewProject.Of("msmclr-train", "Fast", "--cuda");
        var references = References(project);
        Assert.That(references["TorchSharp-cuda-linux"], Is.EqualTo(BuildFiles.VersionOf("TorchSharp-cuda-linux")));
        Assert.That(references["Microsoft.ML.OnnxRuntime.Gpu"], Is.EqualTo(BuildFiles.VersionOf("Microsoft.ML.OnnxRuntime")));
        Assert.That(references.Keys, Has.None.StartsWith("libtorch").And.None.EqualTo("Microsoft.ML.OnnxRuntime"));
        Assert.That(project.Text("Program.cs"), Does.Contain("GpuDeviceId = 0"));
        Assert.That(_train.Text("Program.cs"), Does.Not.Contain("GpuDeviceId").And.Not.Contain("#if"));

        // Those packages are gigabytes, so its program is compiled with the others.
        File.Copy(Path.Combine(_train.Folder, "Walk.csproj"), Path.Combine(project.Folder, "Fast.csproj"), overwrite: true);
        string[] compile = ["msbuild", "-restore", "-t:Compile", "-v:m", "-nodeReuse:false", "-warnaserror"];
        await DotNet.Run(project.Folder, PackedPackages.Patience, compile);
    }

    private static Dictionary<string, string> References(NewProject project)
    {
        var file = Directory.GetFiles(project.Folder, "*.csproj").Single();
        Assert.That(Path.GetFileNameWithoutExtension(file), Is.EqualTo(Path.GetFileName(project.Folder)));
        return XDocument.Load(file).Descendants("PackageReference")
            .ToDictionary(reference => (string)reference.Attribute("Include")!, reference => (string)reference.Attribute("Version")!);
    }
}
