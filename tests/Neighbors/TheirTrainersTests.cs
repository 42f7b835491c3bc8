using Microsoft.ML;
using Microsoft.ML.TorchSharp;
using Microsoft.ML.TorchSharp.AutoFormerV2;
using Microsoft.ML.TorchSharp.NasBert;
using Microsoft.ML.TorchSharp.Roberta;
using TorchSharp;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// What of Microsoft.ML.TorchSharp works beside ours. It is built on TorchSharp 0.102.7 and runs here on the one that ours is built on.
/// Each failure is one that docs/neighbors.md names. A test that fails here since something of theirs works is good news.
/// </summary>
[NonParallelizable]
public class TheirTrainersTests
{
    // Disposed by what initializes it, since Linear.weight has been the parameter itself from TorchSharp 0.104 on.
    private const string EmptyHandle = "Tensor invalid -- empty handle.";

    private TemporaryFolder _folder = null!;
    private MLContext _ml = null!;

    [SetUp]
    public void Begin()
    {
        _folder = new TemporaryFolder();
        _ml = new MLContext(seed: 1) { TempFilePath = _folder.Path };
    }

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void Each_of_the_five_is_made()
    {
        var trainers = _ml.MulticlassClassification.Trainers;
        Assert.That(trainers.TextClassification(), Is.TypeOf<TextClassificationTrainer>());
        Assert.That(_ml.Regression.Trainers.SentenceSimilarity(), Is.TypeOf<SentenceSimilarityTrainer>());
        Assert.That(trainers.NamedEntityRecognition(), Is.TypeOf<NerTrainer>());
        Assert.That(trainers.QuestionAnswer(), Is.TypeOf<QATrainer>());
        Assert.That(trainers.ObjectDetection(), Is.TypeOf<ObjectDetectionTrainer>());
    }

    [Test]
    public void Text_classification_fails_in_its_first_step()
    {
        var trainer = _ml.MulticlassClassification.Trainers.TextClassification(maxEpochs: 1);
        TheirWeights.Write(trainer, "ModelForPrediction", _folder, "NasBert2000000.tsm");
        Assert.That(() => trainer.Fit(TheirData.Classes(_ml)), FailsWith<InvalidOperationException>(EmptyHandle));
    }

    [Test]
    public void Sentence_similarity_fails_in_its_first_step()
    {
        var trainer = _ml.Regression.Trainers.SentenceSimilarity(maxEpochs: 1);
        TheirWeights.Write(trainer, "ModelForPrediction", _folder, "NasBert2000000.tsm");
        Assert.That(() => trainer.Fit(TheirData.Similarities(_ml)), FailsWith<InvalidOperationException>(EmptyHandle));
    }

    [Test]
    public void Named_entity_recognition_fails_in_its_first_step()
    {
        var trainer = _ml.MulticlassClassification.Trainers.NamedEntityRecognition(maxEpochs: 1);
        TheirWeights.Write(trainer, "NerModel", _folder, "pretrained_NasBert_14M_encoder.tsm");
        Assert.That(() => trainer.Fit(TheirData.Entities(_ml)), FailsWith<InvalidOperationException>(EmptyHandle));
    }

    [Test]
    public void Text_trainers_refuse_weights_of_all_their_layers()
    {
        // An encoder has lost what was disposed of it. A file with another number of parameters is refused.
        _folder.Write("mlnet/NasBert2000000.tsm", [100]);
        var trainer = _ml.MulticlassClassification.Trainers.TextClassification(maxEpochs: 1);
        var refused = FailsWith<ArgumentException>("Mismatched state_dict sizes: expected 60, but found");
        Assert.That(() => trainer.Fit(TheirData.Classes(_ml)), refused);
    }

    [Test]
    public void Question_answering_has_a_head_that_fails()
    {
        // Its encoder is half a gigabyte. Its head shows the same as the others'.
        var head = TheirWeights.Make("SequenceLabelHead", 4, 2, 0.0);
        var call = head.GetType().GetMethod("call")!.CreateDelegate<Func<torch.Tensor, torch.Tensor>>(head);
        using var features = torch.ones(1, 4);
        Assert.That(() => call(features), FailsWith<InvalidOperationException>(EmptyHandle));
    }

    [Test]
    public void Object_detection_fails_at_its_first_picture()
    {
        // It loads what its file has and leaves the rest as it is: this one, in place of a download, has nothing.
        _folder.Write("mlnet/autoformer_11m_torchsharp.bin", [0]);
        var trainer = _ml.MulticlassClassification.Trainers.ObjectDetection(maxEpoch: 1);
        Assert.That(() => trainer.Fit(TheirData.Pictures(_ml)), FailsWith<MissingMethodException>("functional.interpolate("));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint FailsWith<T>(string message)
        where T : Exception
    {
        var page = File.ReadAllText(Repository.At("docs", "neighbors.md"));
        Assert.That(page, Does.Contain(typeof(T).Name).And.Contain(message), "docs/neighbors.md says it");
        return Throws.TypeOf<T>().With.Message.Contains(message);
    }
}
