// The code of docs/fine-tuning.md, compiled by tests/Readme, which also holds the two together word by word.
using Microsoft.ML;
using MsMclr.MLNet;

namespace Samples;

public static class FineTuningSnippet
{
    public static void Run(IDataView recordings, IDataView testRecordings, string encoderFile, string modelFile)
    {
        // <snippet>
        var ml = new MLContext(seed: 1);
        var prepare = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip").Fit(recordings);        // as for pretraining
        var train = prepare.Transform(recordings);

        using var pretrained = ml.Transforms.Skeleton.LoadEncoder(encoderFile);                   // or what MsMclr.Fit gave
        using var classifier = ml.MulticlassClassification.Trainers.SkeletonFineTuning(new SkeletonFineTuningTrainer.Options
        {
            Encoder = pretrained,
            LabelFraction = 0.1,                                                                  // 10 % of the labels
            ValidationFraction = 0.2,                                                             // the best epoch by a fifth of them
            Patience = 10,
        }).Fit(train);

        var metrics = ml.MulticlassClassification.Evaluate(classifier.Transform(prepare.Transform(testRecordings)));
        Console.WriteLine($"top-1 {metrics.MicroAccuracy:p1}");
        var names = ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(classifier.Transform(train));
        SkeletonModel.Save(ml, prepare.Append(classifier).Append(names), recordings.Schema, modelFile); // loads anywhere, without libtorch
        // </snippet>
    }
}
