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
        var small = new MsMclrRecipe { HiddenChannels = 4, FeatureSize = 16, ProjectionSize = 8 };

        // What comes after the network would be learnt anew from the other recordings.
        small = small with { Whitening = EmbeddingWhitening.None };
        IDataView Clips(int seed)
        {
            var people = new SyntheticSkeletons.Options { Subjects = 2, Repetitions = 1, Cameras = 1, Seed = seed };
            var clips = ml.Data.LoadSyntheticSkeletons(people);
            return ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 16 }).Fit(clips).Transform(clips);
        }

        var options = new MsMclrTrainer.Options { Epochs = 1, Recipe = small };
        using var general = ml.SelfSupervised.Trainers.MsMclr(options).Fit(Clips(1));

        options.Encoder = general;
        using var adapted = ml.SelfSupervised.Trainers.MsMclr(options).Fit(Clips(2));

        options.Epochs = 0;
        using var same = ml.SelfSupervised.Trainers.MsMclr(options).Fit(Clips(2));

        float[] First(SkeletonEmbeddingTransformer encoder) => encoder.Transform(Clips(2)).GetColumn<float[]>("Features").First();
        string Compare(SkeletonEmbeddingTransformer encoder)
            => First(encoder).SequenceEqual(First(general)) ? "the same embedding" : "another embedding";
        output.WriteLine($"no epoch: {Compare(same)}");
        output.WriteLine($"one epoch: {Compare(adapted)}");
    }
}

// Output:
// no epoch: the same embedding
// one epoch: another embedding
