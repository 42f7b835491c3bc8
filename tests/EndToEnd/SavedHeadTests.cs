using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Prepare, embed and a head, saved, and loaded in a process that has no assembly of this library.</summary>
public class SavedHeadTests
{
    private static readonly MLContext Context = new(1);
    private static readonly IDataView Clips = Context.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 2, Repetitions = 1, Cameras = 1 });
    private static readonly MsMclrTrainer.Options Untrained = new() { Epochs = 0, Recipe = MsMclrRecipe.Default with { HiddenChannels = 4, FeatureSize = 32, ProjectionSize = 16 } };

    private static IEnumerable<TestCaseData> Heads()
    {
        var trainers = Context.MulticlassClassification.Trainers;
        yield return Case("nearest neighbors", false, trainers.NearestNeighbors(k: 3));
        yield return Case("ridge", false, trainers.Ridge());
        yield return Case("L-BFGS", false, Context.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(trainers.LbfgsMaximumEntropy(l1Regularization: 0)));
        yield return Case("SDCA", false, trainers.SdcaMaximumEntropy());
        yield return Case("three streams, fused", true, trainers.ScoreFusion());
        static TestCaseData Case(string name, bool streams, IEstimator<ITransformer> head) => new TestCaseData(streams, head).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Heads))]
    public void A_saved_head_gives_the_same_bits_in_a_process_without_this_library(bool streams, IEstimator<ITransformer> head)
    {
        var prepare = Context.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 16 });
        ITransformer encoder = streams ? prepare.Append(Context.SelfSupervised.Trainers.MsMclrThreeStreams(Untrained)).Fit(Clips) : prepare.Append(Context.SelfSupervised.Trainers.MsMclr(Untrained)).Fit(Clips);
        var embedded = Context.Data.Cache(encoder.Transform(Clips));
        var classifier = head.Append(Context.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(embedded);
        SavedModel.AssertSameBitsElsewhere(Context, new TransformerChain<ITransformer>(encoder, classifier), Context.Data.TakeRows(Clips, 5));
    }
}
