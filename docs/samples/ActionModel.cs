using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

namespace Samples;

/// <summary>A small model of twenty made-up actions, for the samples that recognize with one.</summary>
public static class ActionModel
{
    public static void Save(string modelFile)
    {
        var ml = new MLContext(seed: 1);
        var train = ml.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 8, Repetitions = 1, Cameras = 1 });
        var convolutions = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip")
            .Append(ml.Transforms.Skeleton.RandomConvolutions("Features", "Skeleton"))
            .Fit(train);
        var head = ml.MulticlassClassification.Trainers.Ridge()
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(ml.Data.Cache(convolutions.Transform(train), "Features", "Label"));
        using var model = new TransformerChain<ITransformer>([.. convolutions, head]);
        SkeletonModel.Save(ml, model, train.Schema, modelFile);
    }
}
