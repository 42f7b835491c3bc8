using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>A model's file is loaded where it is whole, and refused before ML.NET reads it where it is not.</summary>
public partial class SkeletonModelTests
{
    private static readonly MLContext Ml = new(1);
    private static readonly TemporaryFolder Folder = new();
    private static TransformerChain<ITransformer> model = null!;
    private static DataViewSchema schema = null!;
    private static SkeletonModelInfo saved = null!;
    private static byte[] whole = [];
    private static byte[] plain = [];
    private static float[] clip = [];
    private static SkeletonPrediction expected = null!;

    private static string Saved => Folder.File("action.zip");

    [OneTimeSetUp]
    public void Make()
    {
        var train = SmallClips.Load(Ml, subjects: 2);
        var encoder = SmallClips.Prepare(Ml).Append(Ml.SelfSupervised.Trainers.MsMclr(SmallClips.Untrained)).Fit(train);
        var head = Ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(l1Regularization: 0)
            .Append(Ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(Ml.Data.Cache(encoder.Transform(train), "Features", "Label"));
        model = new TransformerChain<ITransformer>([.. encoder, head]);
        schema = train.Schema;
        saved = SkeletonModel.Save(Ml, model, schema, Saved);
        whole = File.ReadAllBytes(Saved);
        using var stream = new MemoryStream();
        Ml.Model.Save(model, schema, stream);
        plain = stream.ToArray();
        clip = train.GetColumn<float[]>("Clip").First();
        using var scorer = new SkeletonScorer(model, schema);
        expected = scorer.Score(clip);
    }

    [OneTimeTearDown]
    public void Dispose()
    {
        model.Dispose();
        Folder.Dispose();
    }

    [Test]
    public void A_saved_model_scores_as_before_and_passes_its_self_test()
    {
        Assert.That(saved.IsSealed && saved.HasReference, Is.True);
        Assert.That(SkeletonModel.Check(Saved), Is.EqualTo(saved));
        using var scorer = SkeletonScorer.Load(Saved);
        Assert.That(scorer.Score(clip).Probabilities, Is.EqualTo(expected.Probabilities));
        Assert.That(scorer.HasReference, Is.True);
        Assert.That(scorer.SelfTest(), Is.Null);
    }

    [Test]
    public void ML_NET_loads_it_too()
    {
        var loaded = new MLContext().Model.Load(Saved, out var input);
        using var scorer = new SkeletonScorer(loaded, input);
        Assert.That(scorer.Score(clip).Probabilities, Is.EqualTo(expected.Probabilities));
    }

    [Test]
    public void No_bit_of_a_sealed_model_can_be_changed()
    {
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            Assert.Throws<FormatException>(() => SkeletonModel.Check(FileOf(damaged)), $"flip {i}");
        }
    }

    [Test]
    public void What_is_cut_off_or_goes_on_is_refused()
    {
        Assert.Throws<FormatException>(() => SkeletonModel.Check(FileOf([])));
        Assert.Throws<FormatException>(() => SkeletonModel.Check(FileOf([.. whole, 0])));
        for (var length = 1; length < whole.Length; length += 997)
            Assert.Throws<FormatException>(() => SkeletonModel.Check(FileOf(whole[..length])), $"{length} bytes");
    }

    [Test]
    public void A_bit_of_an_unsealed_model_that_is_changed_changes_no_score()
    {
        var random = new Random(2);
        var refused = 0;
        for (var i = 0; i < 100; i++)
        {
            var damaged = (byte[])plain.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            SkeletonPrediction given;
            try
            {
                using var scorer = SkeletonScorer.Load(FileOf(damaged));
                given = scorer.Score(clip);
            }
            catch (FormatException)
            {
                refused++;
                continue;
            }

            Assert.That(given.Probabilities, Is.EqualTo(expected.Probabilities), $"flip {i}");
        }

        Assert.That(refused, Is.GreaterThan(80));
    }

    [Test]
    public void A_model_that_gives_other_scores_than_it_was_saved_with_is_refused_and_told_of()
    {
        var other = FileOf(Sealed(Repacked(whole, WithOtherScores)));
        Assert.That(() => SkeletonScorer.Load(other), Throws.TypeOf<FormatException>().With.Message.Contains("off by"));
        using var scorer = SkeletonScorer.Load(other, new SkeletonScorer.Options { TestWhenLoaded = false });
        Assert.That(scorer.SelfTest(), Does.Contain("off by"));
    }

    [Test]
    public void Whoever_knows_the_SHA_256_gets_that_file_or_none()
    {
        var right = new SkeletonModelOptions { Sha256 = saved.Sha256.ToUpperInvariant() };
        Assert.That(SkeletonModel.Check(Saved, right), Is.EqualTo(saved));
        var wrong = new SkeletonModelOptions { Sha256 = new string('0', 64) };
        var refusal = Assert.Throws<FormatException>(() => SkeletonModel.Load(Ml, Saved, out _, wrong));
        Assert.That(refusal!.Message, Does.Contain(saved.Sha256));
        var nonsense = new SkeletonModelOptions { Sha256 = "x" };
        Assert.Throws<ArgumentOutOfRangeException>(() => SkeletonModel.Check(Saved, nonsense));
    }

    [Test]
    public void A_seal_can_be_required()
    {
        var required = new SkeletonModelOptions { RequireSeal = true };
        Assert.That(SkeletonModel.Check(FileOf(plain)).IsSealed, Is.False);
        Assert.That(() => SkeletonModel.Check(FileOf(plain), required), Throws.TypeOf<FormatException>().With.Message.Contains("Save"));
        Assert.That(() => SkeletonModel.Check(FileOf(whole), required), Throws.Nothing);
    }

    [Test]
    public void A_folder_for_temporary_files_that_cannot_be_written_is_replaced()
    {
        var context = new MLContext { TempFilePath = Folder.File("nowhere") };
        using var loaded = (IDisposable)SkeletonModel.Load(context, Saved, out _);
        Assert.That(Directory.Exists(context.TempFilePath), Is.True);
    }

    private static string FileOf(byte[] content)
    {
        var path = Folder.File("other.zip");
        File.WriteAllBytes(path, content);
        return path;
    }
}
