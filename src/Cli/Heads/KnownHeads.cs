using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace MsMclr.MLNet.Cli.Heads;

/// <summary>The heads of the sweep. A head is an estimator over <c>Features</c> and <c>Label</c>; each is fitted anew in every fold.</summary>
internal static class KnownHeads
{
    private const string Normal = "NormalFeatures";

    public static IReadOnlyList<(string Name, IEstimator<ITransformer> Head)> All(MLContext ml)
    {
        var trainers = ml.MulticlassClassification.Trainers;
        // An embedding's values differ in scale by orders of magnitude: what reads them as distances or weighs them in a penalty wants them on one scale.
        IEstimator<ITransformer> Scaled(IEstimator<ITransformer> trainer) => ml.Transforms.NormalizeMeanVariance(Normal, "Features", fixZero: false).Append(trainer);
        IEstimator<ITransformer> Lbfgs(string features, float l1, float l2) => trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options { FeatureColumnName = features, L1Regularization = l1, L2Regularization = l2 });
        return
        [
            ("L-BFGS, as it comes (L1 = L2 = 1)", Lbfgs("Features", 1, 1)),
            ("L-BFGS, scaled, L1 = L2 = 1", Scaled(Lbfgs(Normal, 1, 1))),
            ("L-BFGS, scaled, L2 = 1", Scaled(Lbfgs(Normal, 0, 1))),
            ("L-BFGS, scaled, L2 = 0.1", Scaled(Lbfgs(Normal, 0, 0.1f))),
            ("SDCA, scaled", Scaled(trainers.SdcaMaximumEntropy(featureColumnName: Normal, maximumNumberOfIterations: 20))),
            ("SDCA, hinge loss, scaled", Scaled(trainers.SdcaNonCalibrated(featureColumnName: Normal, maximumNumberOfIterations: 20))),
            ("LightGBM", trainers.LightGbm(new LightGbmMulticlassTrainer.Options { NumberOfLeaves = 8, NumberOfIterations = 60, MinimumExampleCountPerLeaf = 3, LearningRate = 0.1 })),
            ("FastTree, one against all", trainers.OneVersusAll(ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { NumberOfLeaves = 8, NumberOfTrees = 40, MinimumExampleCountPerLeaf = 3 }))),
        ];
    }
}
