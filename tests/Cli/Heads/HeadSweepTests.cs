using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Cli.Heads;

namespace MsMclr.MLNet.Tests;

public class HeadSweepTests
{
    private sealed class Row
    {
        [VectorType(6)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";

        public string Name { get; set; } = "";

        public uint Subject { get; set; }
    }

    [Test]
    public void Every_head_tells_separable_classes_apart_and_tests_each_clip_once()
    {
        var ml = new MLContext(1);
        var scores = HeadSweep.Over(ml, Embeddings(ml, withSubject: true), folds: 3);
        Assert.That(scores.Select(score => score.Name), Is.EqualTo(KnownHeads.All(ml).Select(head => head.Name)));
        Assert.That(scores.Select(score => score.Clips), Is.All.EqualTo(240));
        var scaled = scores.Where(score => score.Name.StartsWith("L-BFGS, scaled", StringComparison.Ordinal));
        Assert.That(scaled.Select(score => score.Accuracy), Is.All.GreaterThan(0.95));
        Assert.That(scores.Select(score => score.Accuracy), Is.All.GreaterThan(0.6));
    }

    [Test]
    public void A_file_that_Quickstart_wrote_can_be_swept()
    {
        var ml = new MLContext(1);
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "embeddings.idv");
        using (var stream = File.Create(file))
            ml.Data.SaveAsBinary(Embeddings(ml, withSubject: true), stream);
        var score = HeadSweep.Over(ml, SavedEmbeddings.Load(ml, file), folds: 3, only: "L2 = 1")[^1];
        Assert.That(score.Name, Is.EqualTo("L-BFGS, scaled, L2 = 1"));
        Assert.That(score.Clips, Is.EqualTo(240));
        Assert.That(score.Accuracy, Is.GreaterThan(0.9));
    }

    [Test]
    public void What_is_missing_is_named_with_its_remedy()
    {
        var ml = new MLContext(1);
        var embeddings = Embeddings(ml, withSubject: true);
        Assert.That(
            () => SavedEmbeddings.Load(ml, "nowhere.idv"),
            Throws.TypeOf<FileNotFoundException>().With.Message.Contains("examples/Quickstart"));
        Assert.That(
            () => HeadSweep.Over(ml, embeddings, folds: 9),
            Throws.ArgumentException.With.Message.Contains("There are 8 people"));
        Assert.That(
            () => HeadSweep.Over(ml, embeddings, folds: 3, only: "nothing"),
            Throws.ArgumentException.With.Message.Contains("LightGBM"));
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "nobody.idv");
        using (var stream = File.Create(file))
            ml.Data.SaveAsBinary(Embeddings(ml, withSubject: false), stream);
        Assert.That(() => SavedEmbeddings.Load(ml, file), Throws.TypeOf<FormatException>().With.Message.Contains("'Subject'"));
        File.WriteAllText(file, "nonsense");
        Assert.That(() => SavedEmbeddings.Load(ml, file), Throws.TypeOf<FormatException>().With.Message.Contains("nobody.idv"));
    }

    private static IDataView Embeddings(MLContext ml, bool withSubject)
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 240).Select(i => new Row
        {
            Features = [.. Enumerable.Range(0, 6).Select(at => (at == i % 3 ? 100f : 95) + random.NextSingle())],
            Label = $"action {i % 3}",
            Name = $"clip {i}",
            Subject = (uint)(1 + (i / 30)),
        }).ToArray();
        var view = ml.Data.LoadFromEnumerable(rows);
        var keyed = ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
        string[] columns = withSubject ? ["Features", "Label", "Name", "Subject"] : ["Features", "Label", "Name"];
        return ml.Transforms.SelectColumns(columns).Fit(keyed).Transform(keyed);
    }
}
