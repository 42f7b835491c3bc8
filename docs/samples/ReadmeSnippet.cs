// The code of README.md, compiled by tests/Readme, which also holds the two together word by word.
using Microsoft.ML;
using MsMclr.MLNet;

namespace Samples;

public static class ReadmeSnippet
{
    public static void Run(string recordings, string modelFile)
    {
        // <snippet>
        var ml = new MLContext(seed: 1);
        var train = ml.Data.LoadFromSkeletonFiles(recordings, SkeletonFormat.NtuRgbd, NtuProtocol.CrossSubject60.Train);

        var pretrain = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip")                           // any length -> [C, T, V, M]
            .Append(ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Epochs = 100 })); // "Skeleton" -> "Features"
        var encoder = pretrain.Fit(train);                                                          // no label is read

        var head = ml.Transforms.NormalizeMeanVariance("Features")                                  // embeddings are small numbers
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy())                     // any ML.NET head
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var embedded = ml.Data.Cache(encoder.Transform(train), "Features", "Label");                // heads read often: embed once
        var model = encoder.Append(head.Fit(embedded));
        SkeletonModel.Save(ml, model, train.Schema, modelFile);                                     // loads anywhere, without libtorch
        // </snippet>
    }
}
