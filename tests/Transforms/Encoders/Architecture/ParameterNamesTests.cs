namespace MsMclr.MLNet.Tests;

/// <summary>Holds the names of the encoder's tensors to one place: <c>src/Transforms/Encoders/Architecture</c>.</summary>
public class ParameterNamesTests
{
    private const string Home = "src/Transforms/Encoders/Architecture/";

    [TestCase("st_gcn_networks")]
    [TestCase("edge_importance")]
    [TestCase("data_bn")]
    [TestCase("gcn.conv")]
    public void Source_files_elsewhere_do_not_spell_a_name(string name)
    {
        var files = SourceFiles().Where(file => Code(file).Contains(name, StringComparison.Ordinal)).Select(Relative).ToList();
        Assert.That(files, Is.Not.Empty.And.All.StartsWith(Home));
    }

    private static IEnumerable<string> SourceFiles()
    {
        string[] folders = ["Skeletons", "Loaders", "Transforms", "Trainers", "Heads", "MLNet"];
        return folders.Select(folder => Path.Combine(Repository.Root, "src", folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !Relative(file).Split('/').Any(part => part is "obj" or "bin"));
    }

    // Comments may name a tensor.
    private static string Code(string file)
        => string.Join('\n', File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
}
