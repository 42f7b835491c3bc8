using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Prepare, embed and a head, saved, and loaded in a process that has no assembly of this library.</summary>
public class SavedHeadTests
{
    private static readonly MLContext Context = new(1);
    private static readonly IDataView Clips = SmallClips.Load(Context, subjects: 2);

    private static IEnumerable<TestCaseData> Heads()
    {
        var trainers = Context.MulticlassClassification.Trainers;
        var scaled = Context.Transforms.NormalizeMeanVariance("Features", fixZero: false);
        yield return Case("nearest neighbors", false, trainers.NearestNeighbors(k: 3));
        yield return Case("L-BFGS", false, scaled.Append(trainers.LbfgsMaximumEntropy(l1Regularization: 0)));
        yield return Case("ridge", false, trainers.Ridge());
        yield return Case("SDCA", false, trainers.SdcaMaximumEntropy());
        yield return Case("three streams, fused", true, trainers.ScoreFusion());

        static TestCaseData Case(string name, bool streams, IEstimator<ITransformer> head)
            => new TestCaseData(streams, head).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Heads))]
    public void A_saved_head_gives_the_same_bits_in_a_process_without_this_library(bool streams, IEstimator<ITransformer> head)
    {
        var encoder = Encoder(streams);
        var embedded = Context.Data.Cache(encoder.Transform(Clips));
        var classifier = head.Append(Context.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(embedded);
        var model = new TransformerChain<ITransformer>(encoder, classifier);
        SavedModel.AssertSameBitsElsewhere(Context, model, Context.Data.TakeRows(Clips, 5));
    }

    [Test]
    public void A_program_that_is_built_for_net_8_scores_a_saved_model_with_the_same_bits()
    {
        var encoder = Encoder(streams: false);
        var ridge = Context.MulticlassClassification.Trainers.Ridge();
        var classifier = ridge.Append(Context.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(encoder.Transform(Clips));
        var model = new TransformerChain<ITransformer>(encoder, classifier);
        SavedModel.AssertSameBitsElsewhere(Context, model, Context.Data.TakeRows(Clips, 5), onNet8: true);
    }

    private static ITransformer Encoder(bool streams)
    {
        var prepare = SmallClips.Prepare(Context);
        var trainers = Context.SelfSupervised.Trainers;
        if (streams)
            return prepare.Append(trainers.MsMclrThreeStreams(SmallClips.Untrained)).Fit(Clips);
        return prepare.Append(trainers.MsMclr(SmallClips.Untrained)).Fit(Clips);
    }
}
