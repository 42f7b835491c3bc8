using Microsoft.ML;
using MsMclr.MLNet;

namespace Samples;

/// <summary>Embeddings judged by the labels of their neighbors: nothing is fitted.</summary>
public static class EvaluateNearestNeighbors
{
    public static void Run(TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        var (train, test) = SmallEmbeddings.Make(ml);
        var metrics = ml.SelfSupervised.EvaluateNearestNeighbors(train, test, new NearestNeighborsTrainer.Options { K = 2 });
        var confusion = metrics.GetConfusionMatrix();
        output.WriteLine(metrics);
        output.WriteLine($"falls taken for waves: {confusion[metrics.ClassNames.IndexOf("fall"), metrics.ClassNames.IndexOf("wave")]}");
    }
}

// Output:
// top-1 75.0 %, top-5 100.0 %, 4 test rows
// falls taken for waves: 1
