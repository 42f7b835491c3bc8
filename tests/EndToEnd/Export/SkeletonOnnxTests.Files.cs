using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public partial class SkeletonOnnxTests
{
    private static readonly MsMclrRecipe Small = SmallClips.Recipe with { Readout = SkeletonReadout.Global };

    [Test]
    public void A_program_with_nothing_but_onnx_runtime_gets_the_same_scores()
    {
        using var folder = new TemporaryFolder();
        using var model = Fit(Encoder(Small), Ml.MulticlassClassification.Trainers.Ridge());
        var file = folder.File("below/action.onnx");
        Ml.Model.SaveSkeletonOnnx(model, Train.Schema, file);
        Assert.That(Directory.GetFiles(folder.File("below")), Has.Length.EqualTo(1), "it was written beside its place and renamed");
        var clips = Ml.Data.TakeRows(VariedClips(subjects: 1), 5);
        ScoringProcess.Write(folder.File("clips.bin"), [.. clips.GetColumn<float[]>("Clip")]);
        var printed = ScoringProcess.RunOnnx(file, folder.File("clips.bin"));
        Scored[] expected = [.. Ml.Data.CreateEnumerable<Scored>(model.Transform(clips), reuseRowObject: false)];
        Assert.That(printed, Has.Length.EqualTo(expected.Length + 1).And.Member("assembly MsMclr.MLNet.OnnxScoring"));
        foreach (var (line, wanted) in printed.Zip(expected))
        {
            Assert.That(line, Does.StartWith($"{wanted.PredictedLabel} "));
            var bits = line[(wanted.PredictedLabel.Length + 1)..].Split(' ').Select(int.Parse);
            Assert.That(bits.Select(BitConverter.Int32BitsToSingle), Is.EqualTo(wanted.Score).Within(1e-5f));
        }
    }

    [Test]
    public void The_file_says_what_it_reads_and_what_its_scores_are_of()
    {
        using var model = Fit(Encoder(Small), Ml.MulticlassClassification.Trainers.Ridge());
        using var exported = new ExportedModel(Ml, model, Train.Schema);
        var inputs = exported.Session.InputMetadata;
        Assert.That(inputs.Keys, Is.EqualTo(new[] { "Clip" }));
        Assert.That(inputs["Clip"].Dimensions, Is.EqualTo(new[] { 1, -1, 2, 25, 3 }));
        var outputs = exported.Session.OutputMetadata;
        Assert.That(outputs.Keys, Is.EqualTo(new[] { "PredictedLabel", "Score", "Features" }));
        Assert.That(outputs["Score"].Dimensions, Is.EqualTo(new[] { 1, 20 }));
        var told = exported.Session.ModelMetadata.CustomMetadataMap;
        Assert.That(JsonSerializer.Deserialize<string[]>(told["msmclr.labels"]), Is.EqualTo(SyntheticSkeletons.Actions));
        Assert.That(SkeletonLayout.FromJson(told["msmclr.layout"]), Is.EqualTo(SkeletonLayout.NtuRgbd));
        Assert.That(told["msmclr.shape"], Is.EqualTo("3,16,25,2"));
        Assert.That(told["msmclr.preparation"], Does.Contain("Interpolate"));
        Assert.That(told.Keys, Has.None.Contains("weight"));
    }

    [Test]
    public void A_predicted_key_is_written_as_text_and_outputs_can_be_chosen()
    {
        var encoder = Encoder(Small).Fit(Train);
        using var head = Ml.MulticlassClassification.Trainers.Ridge().Fit(encoder.Transform(Train));
        using var model = new TransformerChain<ITransformer>(encoder, head);
        using var exported = new ExportedModel(Ml, model, Train.Schema);
        var clip = Train.GetColumn<float[]>("Clip").First();
        Assert.That(SyntheticSkeletons.Actions, Does.Contain(exported.Score(clip).Label));

        var options = new SkeletonOnnxOptions { OutputColumnNames = ["Skeleton", "Features"] };
        using var embedding = new ExportedModel(Ml, encoder, Train.Schema, options);
        Assert.That(embedding.Session.OutputMetadata.Keys, Is.EqualTo(options.OutputColumnNames));
        Assert.That(embedding.Value(clip, "Features"), Is.EqualTo(exported.Score(clip).Features));
    }

    [Test]
    public void What_has_no_form_in_onnx_is_named_with_a_remedy()
    {
        var trainers = Ml.MulticlassClassification.Trainers;
        var gam = trainers.OneVersusAll(Ml.BinaryClassification.Trainers.Gam(numberOfIterations: 1, maximumBinCountPerFeature: 4));
        using var model = Fit(Encoder(Small), gam);
        Refuses(model, "OneVersusAllModelParameters", "ML.NET has no ONNX form of it", "docs/deployment.md");
        var binned = Ml.Transforms.NormalizeBinning("Features");
        using var other = Fit(Encoder(Small), binned.Append(trainers.LbfgsMaximumEntropy(historySize: 5)));
        Refuses(other, "NormalizingTransformer", "cannot be written as ONNX", "docs/deployment.md");
        // Nothing that is wanted depends on it.
        var options = new SkeletonOnnxOptions { OutputColumnNames = ["Skeleton"] };
        Assert.That(() => new ExportedModel(Ml, other, Train.Schema, options).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Columns_that_are_not_there_are_named_with_those_that_are()
    {
        using var model = Fit(Encoder(Small), Ml.MulticlassClassification.Trainers.Ridge());
        Assert.That(Export(new() { OutputColumnNames = ["Scores"] }), Throws.ArgumentException.With.Message.Contains("no column 'Scores'"));
        Assert.That(Export(new() { OutputColumnNames = ["Clip"] }), Throws.ArgumentException.With.Message.Contains("'Clip'"));
        Assert.That(Export(new() { InputColumnName = "Subject" }), Throws.ArgumentException.With.Message.Contains("'Subject'"));
        Assert.That(Export(new() { InputColumnName = "None" }), Throws.InstanceOf<ArgumentException>().With.Message.Contains("'None'"));
        Assert.That(Export(new() { OutputColumnNames = [] }), Throws.InstanceOf<ArgumentException>());

        Action Export(SkeletonOnnxOptions options) => () => new ExportedModel(Ml, model, Train.Schema, options).Dispose();
    }

    private static void Refuses(ITransformer model, params string[] told)
    {
        var error = Assert.Throws<NotSupportedException>(() => new ExportedModel(Ml, model, Train.Schema).Dispose())!;
        foreach (var part in told)
            Assert.That(error.Message, Does.Contain(part));
    }
}
