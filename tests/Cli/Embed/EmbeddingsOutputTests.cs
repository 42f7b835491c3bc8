using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Cli.Embed;

namespace MsMclr.MLNet.Tests;

public class EmbeddingsOutputTests
{
    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public string Name { get; set; } = "";
    }

    [Test]
    public void Names_with_commas_and_quotes_are_quoted()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("e.csv");
        EmbeddingsOutput.Write(new MLContext(), View("a, \"b\"", "c"), isLabeled: false, file, () => { });
        Assert.That(File.ReadAllText(file), Is.EqualTo("name,label,subject,f1,f2\n\"a, \"\"b\"\"\",,,0.1,-3E-10\nc,,,0.1,-3E-10\n"));
    }

    [TestCase("e.csv")]
    [TestCase("e.idv")]
    public void A_run_that_breaks_off_leaves_the_file_that_was_there(string name)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(name, "before");
        Assert.That(
            () => EmbeddingsOutput.Write(new MLContext(), View("a"), isLabeled: false, file, () => throw new OperationCanceledException()),
            Throws.TypeOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(folder.Path), Is.EqualTo(new[] { file }));
        Assert.That(File.ReadAllText(file), Is.EqualTo("before"));
    }

    private static IDataView View(params string[] names)
        => new MLContext().Data.LoadFromEnumerable(names.Select(name => new Row { Name = name, Features = [0.1f, -3e-10f] }));
}
