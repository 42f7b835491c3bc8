using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MsMclr.MLNet.Tests;

public class SkeletonEmbeddingsExtensionsTests
{
    private TemporaryFolder _folder = null!;

    private static MLContext ML => MadeUpEmbeddings.ML;

    [SetUp]
    public void Make() => _folder = new TemporaryFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void Rows_come_back_as_they_were_with_the_names_of_labels_features_and_people()
    {
        var view = MadeUpEmbeddings.View();
        var file = _folder.File("part.parquet");
        Assert.That(ML.Data.SaveAsSkeletonEmbeddings(view, file, MadeUpEmbeddings.Options()), Is.EqualTo(50));
        var read = ML.Data.LoadFromSkeletonEmbeddings(file);

        string[] columns = ["Features", "Label", "Name", "Subject", "FrameRate", "Fold"];
        Assert.That(read.Schema.Select(column => column.Name), Is.EquivalentTo(columns));
        foreach (var column in columns)
            Assert.That(read.Schema[column].Type, Is.EqualTo(view.Schema[column].Type), column);
        Assert.That(read.GetRowCount(), Is.EqualTo(50));
        Assert.That(read.GetColumn<float[]>("Features"), Is.EqualTo(view.GetColumn<float[]>("Features")));
        Assert.That(read.GetColumn<uint>("Label"), Is.EqualTo(view.GetColumn<uint>("Label")).And.Contain(0u));
        Assert.That(read.GetColumn<string>("Name"), Is.EqualTo(view.GetColumn<string>("Name")));
        Assert.That(read.GetColumn<uint>("Subject"), Is.EqualTo(view.GetColumn<uint>("Subject")).And.Contain(0u));
        Assert.That(read.GetColumn<float>("FrameRate"), Is.EqualTo(view.GetColumn<float>("FrameRate")));
        Assert.That(read.GetColumn<string>("Fold"), Is.EqualTo(view.GetColumn<string>("Fold")));
        (string, string)[] names = [("Label", "KeyValues"), ("Features", "SlotNames"), ("Subject", SkeletonAnnotations.NumberNames)];
        foreach (var (column, kind) in names)
            Assert.That(Texts(read, column, kind), Is.EqualTo(Texts(view, column, kind)).And.Not.Empty, column);
    }

    [Test]
    public void Shards_are_read_as_one_view_in_the_order_of_their_names()
    {
        MadeUpEmbeddings.WriteShards(_folder.Path, count: 3, rows: 100);
        _folder.Write("_manifest.json", "{}");
        _folder.Write("_part-00.parquet.xyz.tmp", "half");
        _folder.Write("_rejected-00.csv", "file,line,reason");
        _folder.Write(".hidden.parquet", "none");
        var read = ML.Data.LoadFromSkeletonEmbeddings(_folder.Path);
        Assert.That(read.GetColumn<string>("Name"), Is.EqualTo(Enumerable.Range(0, 100).Select(MadeUpEmbeddings.NameOf)));
        Assert.That(read.GetRowCount(), Is.EqualTo(100));
    }

    [Test]
    public void A_shard_without_rows_is_a_file_like_the_others()
    {
        MadeUpEmbeddings.WriteShards(_folder.Path, count: 4, rows: 2);
        Assert.That(ML.Data.LoadFromSkeletonEmbeddings(_folder.Path).GetColumn<string>("Name").Count(), Is.EqualTo(2));
    }

    [Test]
    public void Heads_learn_the_same_as_from_memory()
    {
        MadeUpEmbeddings.WriteShards(_folder.Path, count: 3, rows: 300);
        var read = ML.Data.LoadFromSkeletonEmbeddings(_folder.Path);
        var memory = ML.Data.Cache(MadeUpEmbeddings.View(0, 300));

        var ridge = ML.MulticlassClassification.Trainers.Ridge();
        Assert.That(Scores(ridge.Fit(read), memory), Is.EqualTo(Scores(ridge.Fit(memory), memory)));
        var options = new LbfgsMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1, LabelColumnName = "Label" };
        var lbfgs = ML.MulticlassClassification.Trainers.LbfgsMaximumEntropy(options);
        Assert.That(Scores(lbfgs.Fit(read), memory), Is.EqualTo(Scores(lbfgs.Fit(memory), memory)));
        // What ends in words needs the names with the schema.
        var words = lbfgs.Append(ML.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(read).Transform(read);
        Assert.That(words.GetColumn<string>("PredictedLabel").Distinct(), Is.SubsetOf(MadeUpEmbeddings.Labels));
    }

    [Test]
    public void People_divide_a_cross_validation()
    {
        MadeUpEmbeddings.WriteShards(_folder.Path, count: 2, rows: 200);
        var read = ML.Data.LoadFromSkeletonEmbeddings(_folder.Path);
        var parts = ML.Data.TrainTestSplit(read, 0.3, samplingKeyColumnName: "Subject");
        var train = parts.TrainSet.GetColumn<uint>("Subject").ToHashSet();
        Assert.That(train.Intersect(parts.TestSet.GetColumn<uint>("Subject")), Is.Empty);
    }

    [Test]
    public void Without_labels_the_features_are_read_all_the_same()
    {
        var view = ML.Transforms.DropColumns("Label").Fit(MadeUpEmbeddings.View()).Transform(MadeUpEmbeddings.View());
        ML.Data.SaveAsSkeletonEmbeddings(view, _folder.File("p.parquet"), MadeUpEmbeddings.Options());
        var read = ML.Data.LoadFromSkeletonEmbeddings(_folder.Path);
        Assert.That(read.Schema.GetColumnOrNull("Label"), Is.Null);
        Assert.That(read.GetColumn<float[]>("Features").Count(), Is.EqualTo(50));
    }

    [Test]
    public void A_view_without_features_of_one_size_is_refused()
    {
        var view = ML.Transforms.DropColumns("Features").Fit(MadeUpEmbeddings.View()).Transform(MadeUpEmbeddings.View());
        var file = _folder.File("p.parquet");
        Assert.That(
            () => ML.Data.SaveAsSkeletonEmbeddings(view, file, MadeUpEmbeddings.Options()),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("Features"));
        Assert.That(
            () => ML.Data.SaveAsSkeletonEmbeddings(MadeUpEmbeddings.View(), file, new SkeletonEmbeddingsSaveOptions()),
            Throws.ArgumentException.With.Message.Contains("EncoderHash"));
        Assert.That(file, Does.Not.Exist);
    }

    [Test]
    public void A_column_that_would_be_another_one_in_the_file_is_refused()
    {
        var view = ML.Transforms.CopyColumns("subject", "Subject").Fit(MadeUpEmbeddings.View()).Transform(MadeUpEmbeddings.View());
        Assert.That(
            () => ML.Data.SaveAsSkeletonEmbeddings(view, _folder.File("p.parquet"), MadeUpEmbeddings.Options()),
            Throws.ArgumentException.With.Message.Contains("'Subject' and 'subject'"));
    }

    private static float[][] Scores(ITransformer head, IDataView rows) => [.. head.Transform(rows).GetColumn<float[]>("Score")];

    private static string[] Texts(IDataView view, string column, string kind)
    {
        var texts = default(VBuffer<ReadOnlyMemory<char>>);
        view.Schema[column].Annotations.GetValue(kind, ref texts);
        return [.. texts.DenseValues().Select(text => text.ToString())];
    }
}
