using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

namespace Samples;

/// <summary>An encoder written as ONNX and as safetensors, and read again: the same embedding.</summary>
public static class WeightsOut
{
    public static void Run(TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        var clips = ml.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 1, Repetitions = 1, Cameras = 1 });
        var prepared = ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 16 }).Fit(clips).Transform(clips);
        var small = new MsMclrRecipe { HiddenChannels = 4, FeatureSize = 16, ProjectionSize = 8 };
        using var encoder = ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Epochs = 0, Recipe = small }).Fit(prepared);

        float[] First(SkeletonEmbeddingTransformer of) => of.Transform(prepared).GetColumn<float[]>("Features").First();
        var folder = Directory.CreateTempSubdirectory("msmclr-sample-").FullName;
        var onnx = Path.Combine(folder, "encoder.onnx");
        var safetensors = Path.Combine(folder, "encoder.safetensors");
        encoder.SaveEncoder(onnx);
        encoder.SaveWeights(safetensors);
        foreach (var file in new[] { onnx, safetensors })
        {
            using var loaded = ml.Transforms.Skeleton.LoadEncoder(file);
            var found = First(loaded).SequenceEqual(First(encoder)) ? "the same embedding" : "another embedding";
            output.WriteLine($"{Path.GetFileName(file)}: {found}");
        }

        Directory.Delete(folder, recursive: true);
    }
}

// Output:
// encoder.onnx: the same embedding
// encoder.safetensors: the same embedding
