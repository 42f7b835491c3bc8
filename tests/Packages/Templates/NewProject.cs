namespace MsMclr.MLNet.Tests;

/// <summary>A project that <c>dotnet new</c> has made of a template of <see cref="PackedPackages.Feed"/>.</summary>
internal sealed class NewProject
{
    private NewProject(string folder) => Folder = folder;

    /// <summary>The folder, outside the repository. It is named as the project is.</summary>
    public string Folder { get; }

    /// <summary>The folder that its programs are built into.</summary>
    public string Output => Path.Combine(Folder, "bin", "built");

    private static string Hive => Path.Combine(PackedPackages.Folder, "hive");

    private string Name => Path.GetFileName(Folder);

    /// <summary>Installs the templates where this machine's own `dotnet new` does not see them.</summary>
    public static Task<string> InstallTemplates()
    {
        var package = Path.Combine(PackedPackages.Feed, $"MsMclr.MLNet.Templates.{PackedPackages.Version}.nupkg");
        return DotNet.Run(PackedPackages.Folder, PackedPackages.Patience, "new", "install", package, "--debug:custom-hive", Hive);
    }

    /// <summary>Makes a project.</summary>
    public static async Task<NewProject> Of(string template, string name, params string[] options)
    {
        string[] settings = ["--no-update-check", "--debug:custom-hive", Hive];
        await DotNet.Run(PackedPackages.Folder, PackedPackages.Patience, ["new", template, "-o", name, .. options, .. settings]);
        return new NewProject(Path.Combine(PackedPackages.Folder, name));
    }

    /// <summary>Builds it as it is. A warning fails.</summary>
    public async Task Build()
    {
        string[] strict = ["-nodeReuse:false", "-warnaserror", "-o", Output];
        await DotNet.Run(Folder, PackedPackages.Patience, ["build", "-c", "Release", .. strict]);
    }

    /// <summary>Runs what was built.</summary>
    public Task<string> Run(params string[] arguments) => DotNet.Run(Folder, PackedPackages.Patience, [Program, .. arguments]);

    /// <summary>Runs what was built, which has to fail in one line.</summary>
    public async Task<string> Refusal(params string[] arguments)
    {
        var (exitCode, text) = await DotNet.Try(Folder, PackedPackages.Patience, [Program, .. arguments]);
        Assert.That(exitCode, Is.EqualTo(1), text);
        Assert.That(text.Trim().Split('\n'), Has.Length.EqualTo(1), text);
        return text.Trim();
    }

    public string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private string Program => Path.Combine(Output, Name + ".dll");
}
