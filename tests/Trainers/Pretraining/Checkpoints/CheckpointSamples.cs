using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Tests;

/// <summary>Checkpoints of no run, for tests that train nothing.</summary>
internal static class CheckpointSamples
{
    public static RunIdentity Identity { get; } = new([new("Seed", "7")]);

    /// <summary>A checkpoint of a step.</summary>
    public static Checkpoint Of(long steps) => new(
        Identity, 7, new() { Steps = steps, EpochsDone = 2 }, new Dictionary<string, CheckpointTensor> { ["a"] = new([2], [1, 2]) });

    /// <summary>The file name of the checkpoint of a step.</summary>
    public static string NameOf(long steps) => $"step-{steps:D9}.msmclr";

    /// <summary>Writes the checkpoint of a step as a run would.</summary>
    public static void Write(TemporaryFolder folder, long steps) => CheckpointFile.Write(folder.File(NameOf(steps)), Of(steps));

    public static CheckpointPlan Plan(CheckpointResume resume = CheckpointResume.IfPresent, int epochs = 10) => new("there", resume, epochs)
    {
        EveryEpochs = 3,
        Interval = Timeout.InfiniteTimeSpan,
        StopOnFailure = false,
        MayBeginAnew = true,
    };
}
