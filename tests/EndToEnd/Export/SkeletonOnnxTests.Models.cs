using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>The models that are compared: every head and every part of a chain that has a form in ONNX.</summary>
public partial class SkeletonOnnxTests
{
    private static IEnumerable<TestCaseData> Models()
    {
        var trainers = Ml.MulticlassClassification.Trainers;
        var binary = Ml.BinaryClassification.Trainers;
        var transforms = Ml.Transforms;
        var scaled = transforms.NormalizeMeanVariance("Features", fixZero: false);
        // 32 features, which trainers are quick with.
        var small = Encoder(SmallClips.Recipe with { Readout = SkeletonReadout.Global });
        yield return Case("nearest neighbors", small, trainers.NearestNeighbors(k: 3));
        yield return Case("ridge", Encoder(), trainers.Ridge());
        yield return Case("ridge, calibrated", Encoder(), trainers.Calibrate(trainers.Ridge()));
        yield return Case("L-BFGS", Encoder(), scaled.Append(trainers.LbfgsMaximumEntropy(l1Regularization: 0)));
        yield return Case("SDCA", small, trainers.SdcaMaximumEntropy(maximumNumberOfIterations: 5));
        yield return Case("SDCA, margins", small, trainers.SdcaNonCalibrated(maximumNumberOfIterations: 5));
        var perceptron = binary.AveragedPerceptron(numberOfIterations: 2);
        yield return Case("perceptrons, calibrated", small, scaled.Append(trainers.OneVersusAll(perceptron)));
        yield return Case("FastTree", small, trainers.OneVersusAll(binary.FastTree(numberOfTrees: 3, numberOfLeaves: 4)));
        yield return Case("FastForest", small, trainers.OneVersusAll(binary.FastForest(numberOfTrees: 3, numberOfLeaves: 4)));
        yield return Case("LightGBM", small, trainers.LightGbm(numberOfIterations: 5, minimumExampleCountPerLeaf: 2));
        yield return Case("three streams, fused", Streams(), trainers.ScoreFusion());
        yield return Case("stacked streams", Encoder(stream: SkeletonStream.Stacked), trainers.Ridge());
        yield return Case("embedding and random convolutions", WithConvolutions(), trainers.Ridge());
        var whitened = Encoder(SmallClips.Recipe with { Whitening = EmbeddingWhitening.Half });
        yield return Case("half whitened", whitened, trainers.Ridge());
        yield return Case("principal components", small, transforms.ProjectToPrincipalComponents("Features", rank: 12)
            .Append(transforms.NormalizeLpNorm("Features")).Append(trainers.Ridge()));
        yield return Case("scaled robustly", small, transforms.NormalizeRobustScaling("Features")
            .Append(transforms.NormalizeMinMax("Features")).Append(trainers.Ridge()));
        var selected = transforms.FeatureSelection.SelectFeaturesBasedOnMutualInformation("Features", slotsInOutput: 20);
        yield return Case("selected features", small, selected.Append(trainers.Ridge()));
    }

    private static TestCaseData Case(string name, IEstimator<ITransformer> encoder, IEstimator<ITransformer> head)
        => new TestCaseData(encoder, head).SetArgDisplayNames(name);

    private static EstimatorChain<ITransformer> Encoder(MsMclrRecipe? recipe = null, SkeletonStream stream = SkeletonStream.Joint)
    {
        var options = new MsMclrTrainer.Options { Epochs = 0, Recipe = recipe ?? SmallClips.Recipe, Stream = stream };
        return new EstimatorChain<ITransformer>().Append<ITransformer>(SmallClips.Prepare(Ml))
            .Append<ITransformer>(Ml.SelfSupervised.Trainers.MsMclr(options));
    }

    private static EstimatorChain<ITransformer> Streams()
    {
        var streams = Ml.SelfSupervised.Trainers.MsMclrThreeStreams(SmallClips.Untrained);
        return new EstimatorChain<ITransformer>().Append<ITransformer>(SmallClips.Prepare(Ml)).Append<ITransformer>(streams)
            .Append<ITransformer>(Ml.Transforms.CopyColumns("Features", "Features.Joint"));
    }

    private static EstimatorChain<ITransformer> WithConvolutions()
        => Encoder().Append<ITransformer>(Ml.Transforms.Skeleton.RandomConvolutions("Convolutions", "Skeleton"))
            .Append<ITransformer>(Ml.Transforms.Concatenate("Features", "Features", "Convolutions"));
}
