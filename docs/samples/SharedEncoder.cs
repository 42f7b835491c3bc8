using Microsoft.ML;
using MsMclr.MLNet;

namespace Samples;

/// <summary>An encoder in a folder that somebody else can load.</summary>
public static class SharedEncoder
{
    public static void Run(TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        var clips = ml.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 1, Repetitions = 1, Cameras = 1 });
        var small = new MsMclrRecipe { HiddenChannels = 4, FeatureSize = 16, ProjectionSize = 8 };
        var pretrain = ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 16 })
            .Append(ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Epochs = 0, Recipe = small }));
        using var encoder = pretrain.Fit(clips).LastTransformer;

        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var saved = encoder.SavePretrained(folder, new SkeletonPretrainedOptions
        {
            Name = "made-up-people-16",
            Data = "20 clips of one made-up person.",
            License = "mit",
            Limits = "It is not trained, and recognizes nothing.",
        });
        foreach (var file in saved.Files)
            output.WriteLine(file.Key);

        // Elsewhere. The SHA-256 comes from another place than the folder does.
        using var loaded = ml.Transforms.Skeleton.LoadPretrained(folder, saved.Sha256);
        output.WriteLine($"{SkeletonPretrained.Check(ml, folder).Name}: {loaded.Shape}, an embedding of {loaded.EmbeddingSize}");

        File.AppendAllText(Path.Combine(folder, "config.json"), " ");
        try
        {
            ml.Transforms.Skeleton.LoadPretrained(folder);
        }
        catch (FormatException refused)
        {
            output.WriteLine(refused.Message[(refused.Message.IndexOf(':') + 2)..]);
        }

        Directory.Delete(folder, recursive: true);
    }
}

// Output:
// README.md
// config.json
// encoder.onnx
// model.safetensors
// reference.json
// made-up-people-16: [3, 16, 25, 2], an embedding of 640
// 'config.json' is not the file that was saved: its SHA-256 differs from that in 'SHA256SUMS'.
