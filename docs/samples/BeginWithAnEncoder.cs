using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

namespace Samples;

/// <summary>An encoder that was trained on some recordings, adapted to others: weights go along, optimizer and queue begin anew.</summary>
public static class BeginWithAnEncoder
{
    public static void Run(TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        var small = MsMclrRecipe.Default with { HiddenChannels = 4, FeatureSize = 16, ProjectionSize = 8 };
        IDataView Clips(int seed)
        {
            var clips = ml.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 2, Repetitions = 1, Cameras = 1, Seed = seed });
            return ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 16 }).Fit(clips).Transform(clips);
        }

        using var general = ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Epochs = 1, Recipe = small }).Fit(Clips(1));
        using var adapted = ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Epochs = 1, Recipe = small, Encoder = general }).Fit(Clips(2));
        using var same = ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Epochs = 0, Recipe = small, Encoder = general }).Fit(Clips(2));

        float[] First(SkeletonEmbeddingTransformer encoder) => encoder.Transform(Clips(2)).GetColumn<float[]>("Features").First();
        output.WriteLine($"no epoch: {(First(same).SequenceEqual(First(general)) ? "the same embedding" : "another embedding")}");
        output.WriteLine($"one epoch: {(First(adapted).SequenceEqual(First(general)) ? "the same embedding" : "another embedding")}");
    }
}

// Output:
// no epoch: the same embedding
// one epoch: another embedding
