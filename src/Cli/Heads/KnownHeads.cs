using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace MsMclr.MLNet.Cli.Heads;

/// <summary>The heads of the sweep. Each is fitted anew in every fold.</summary>
internal static class KnownHeads
{
    private const string Features = "Features";
    private const string Scaled = "ScaledFeatures";
    private const int SdcaPasses = 20;

    public static IReadOnlyList<KnownHead> All(MLContext ml)
    {
        var trainers = ml.MulticlassClassification.Trainers;
        return
        [
            new("L-BFGS, as it comes (L1 = L2 = 1)", Lbfgs(ml, Features, l1: 1, l2: 1)),
            new("L-BFGS, scaled, L1 = L2 = 1", OnOneScale(ml, Lbfgs(ml, Scaled, l1: 1, l2: 1))),
            new("L-BFGS, scaled, L2 = 1", OnOneScale(ml, Lbfgs(ml, Scaled, l1: 0, l2: 1))),
            new("L-BFGS, scaled, L2 = 0.1", OnOneScale(ml, Lbfgs(ml, Scaled, l1: 0, l2: 0.1f))),
            new(
                "SDCA, scaled",
                OnOneScale(ml, trainers.SdcaMaximumEntropy(featureColumnName: Scaled, maximumNumberOfIterations: SdcaPasses))),
            new(
                "SDCA, hinge loss, scaled",
                OnOneScale(ml, trainers.SdcaNonCalibrated(featureColumnName: Scaled, maximumNumberOfIterations: SdcaPasses))),
            new("LightGBM", LightGbm(ml)),
            new("FastTree, one against all", FastTree(ml)),
        ];
    }

    // An embedding's values differ in scale by orders of magnitude. What reads them as distances or weighs them in a penalty wants
    // them on one scale.
    private static EstimatorChain<ITransformer> OnOneScale(MLContext ml, IEstimator<ITransformer> trainer)
        => ml.Transforms.NormalizeMeanVariance(Scaled, Features, fixZero: false).Append(trainer);

    private static LbfgsMaximumEntropyMulticlassTrainer Lbfgs(MLContext ml, string features, float l1, float l2)
        => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            FeatureColumnName = features,
            L1Regularization = l1,
            L2Regularization = l2,
        });

    private static LightGbmMulticlassTrainer LightGbm(MLContext ml)
        => ml.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            NumberOfLeaves = 8,
            NumberOfIterations = 60,
            MinimumExampleCountPerLeaf = 3,
            LearningRate = 0.1,
        });

    private static OneVersusAllTrainer FastTree(MLContext ml)
    {
        var trees = ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfLeaves = 8,
            NumberOfTrees = 40,
            MinimumExampleCountPerLeaf = 3,
        });
        return ml.MulticlassClassification.Trainers.OneVersusAll(trees);
    }
}
