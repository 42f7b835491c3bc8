using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

namespace Samples;

/// <summary>A head that has nothing to fit: the nearest training rows vote.</summary>
public static class NearestNeighborsHead
{
    public static void Run(TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        var (train, test) = SmallEmbeddings.Make(ml);
        var head = ml.MulticlassClassification.Trainers.NearestNeighbors(k: 2)
            .Append(ml.Transforms.Conversion.MapKeyToValue("Prediction", "PredictedLabel"));
        var scored = head.Fit(train).Transform(test);
        output.WriteLine(string.Join(", ", scored.GetColumn<string>("Prediction")));
        output.WriteLine($"accuracy {ml.MulticlassClassification.Evaluate(scored).MicroAccuracy}");
    }
}

// Output:
// wave, wave, fall, wave
// accuracy 0.75
