using Microsoft.ML;
using MsMclr.MLNet;

namespace Samples;

/// <summary>Embeddings judged by a linear classifier on top of them.</summary>
public static class EvaluateLinear
{
    public static void Run(TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        var (train, test) = SmallEmbeddings.Make(ml);
        var metrics = ml.SelfSupervised.EvaluateLinear(train, test, new LinearEvaluationOptions { L2Regularization = 0.1f });
        output.WriteLine($"top-1 {metrics.Top1Accuracy}, by class: {string.Join(", ", metrics.ClassNames.Zip(metrics.PerClassAccuracy))}");
    }
}

// Output:
// top-1 0.75, by class: (wave, 1), (fall, 0.5)
