using Microsoft.ML;
using MsMclr.MLNet;

namespace Samples;

/// <summary>A run that writes checkpoints, is watched by nearest neighbors, and goes on where it was.</summary>
public static class WatchedTraining
{
    public static void Run(TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        var people = SkeletonProtocol.LeaveSubjectsOut([3]);
        var prepare = ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 16 });
        IDataView Clips(SkeletonSplit split)
        {
            var some = new SyntheticSkeletons.Options { Subjects = 3, Repetitions = 1, Cameras = 1, Split = split };
            var clips = ml.Data.LoadSyntheticSkeletons(some);
            return ml.Data.Cache(prepare.Fit(clips).Transform(clips), "Skeleton", "Label");
        }

        var folder = Directory.CreateTempSubdirectory("msmclr-sample-").FullName;
        var options = new MsMclrTrainer.Options
        {
            Epochs = 2,
            Recipe = new MsMclrRecipe
            {
                HiddenChannels = 4,
                FeatureSize = 16,
                ProjectionSize = 8,
                Schedule = LearningRateSchedule.Step,
            },
            Seed = 1,
            CheckpointDirectory = folder,
            LogDirectory = folder,
            Probe = new MsMclrProbe { HeldOut = Clips(people.Test), EveryEpochs = 1 }, // labels judge, they never train
        };
        ml.SelfSupervised.Trainers.MsMclr(options).Fit(Clips(people.Train)).Dispose();
        options.Epochs = 3;
        ml.SelfSupervised.Trainers.MsMclr(options).Fit(Clips(people.Train)).Dispose(); // goes on after epoch 2

        var history = File.ReadAllLines(Path.Combine(folder, "history.csv"));
        output.WriteLine(history[0]);
        output.WriteLine($"{history.Length - 1} epochs, {history.Count(line => !line.EndsWith(',')) - 1} of them probed");
        Directory.Delete(folder, recursive: true);
    }
}

// Output:
// epoch,loss,contrast_loss,learning_rate,clips_per_second,elapsed_seconds,embedding_spread,effective_rank,probe_accuracy
// 3 epochs, 3 of them probed
