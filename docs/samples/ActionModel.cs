using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

namespace Samples;

/// <summary>A small model of six made-up actions, for the samples that recognize with one.</summary>
public static class ActionModel
{
    /// <summary>The actions that it learns, of eight people. Others have not been seen.</summary>
    public static SyntheticSkeletons.Options Clips => new()
    {
        Actions = ["wave left hand", "clap", "sit down", "kick left", "pick up", "jump"],
        Cameras = 1,
    };

    public static void Save(string modelFile)
    {
        var ml = new MLContext(seed: 1);
        var clips = Clips;
        clips.Subjects = 8;
        var train = ml.Data.LoadSyntheticSkeletons(clips);
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
