using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// A model as Quickstart saves it, with an encoder that was not trained; and clips with the scores that the model gives them directly.
/// </summary>
[SetUpFixture]
public class TinyModel
{
    private static readonly DirectoryInfo Folder = Directory.CreateTempSubdirectory("msmclr-service-");

    public static string File => Path.Combine(Folder.FullName, "action.zip");

    public static string Embeddings => Path.Combine(Folder.FullName, "embeddings.idv");

    /// <summary>Clips [T, 2, 25, 3] of different lengths, one person and two.</summary>
    public static float[][] Clips { get; private set; } = [];

    internal static ClipScores[] Expected { get; private set; } = [];

    /// <summary>The same of the clips as NTU text, in which the loader finds the order of bodies anew.</summary>
    internal static ClipScores[] ExpectedOfNtu { get; private set; } = [];

    public static string PathOf(string name) => Path.Combine(Folder.FullName, name);

    [OneTimeSetUp]
    public void Make()
    {
        var ml = new MLContext(1);
        var train = MadeUp(ml, seed: 1);
        var recipe = MsMclrRecipe.Default with { HiddenChannels = 4, FeatureSize = 32, ProjectionSize = 16 };
        recipe = recipe with { Readout = SkeletonReadout.Global, Whitening = EmbeddingWhitening.None };
        var encoder = ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 16 })
            .Append(ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Epochs = 0, Recipe = recipe }))
            .Fit(train);
        var embedded = ml.Data.Cache(encoder.Transform(train), "Features", "Label", "Name");
        var lbfgs = new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            FeatureColumnName = "Normal",
            L1Regularization = 0,
            L2Regularization = 0.01f,
            NumberOfThreads = 1,
        };
        var head = ml.Transforms.NormalizeMeanVariance("Normal", "Features")
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(lbfgs))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        using (var model = encoder.Append(head.Fit(embedded)))
        {
            ml.Model.Save(model, train.Schema, File);
            EmbeddingsOf(ml, embedded);
        }

        Clips = [.. MadeUp(ml, seed: 9).GetColumn<float[]>("Clip")];
        using var engine = ml.Model.CreatePredictionEngine<ClipInput, ClipScores>(ml.Model.Load(File, out _));
        Expected = [.. Clips.Select(clip => engine.Predict(new ClipInput { Clip = clip }))];
        ExpectedOfNtu = [.. Clips.Select(clip => engine.Predict(new ClipInput { Clip = ReadAsNtu(ml, clip) }))];
    }

    [OneTimeTearDown]
    public void Delete() => Folder.Delete(recursive: true);

    private static float[] ReadAsNtu(MLContext ml, float[] clip)
    {
        var path = PathOf("S001C001P001R001A001.skeleton");
        System.IO.File.WriteAllBytes(path, RunningService.NtuOf(clip));
        var loading = new SkeletonLoader.Options { Format = SkeletonFormat.NtuRgbd };
        return ml.Data.LoadFromSkeletonFiles(path, loading).GetColumn<float[]>("Clip").Single();
    }

    private static IDataView MadeUp(MLContext ml, int seed)
        => ml.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 2, Repetitions = 1, Cameras = 1, Seed = seed });

    private static void EmbeddingsOf(MLContext ml, IDataView embedded)
    {
        using var stream = System.IO.File.Create(Embeddings);
        ml.Data.SaveAsBinary(ml.Transforms.SelectColumns("Features", "Label", "Name").Fit(embedded).Transform(embedded), stream);
    }
}
