namespace MsMclr.MLNet.Tests;

/// <summary>The options of a run as one of its ranks has them.</summary>
internal static class OptionsOfRanks
{
    public static MsMclrTrainer.Options With(this MsMclrTrainer.Options options, Communicator rank) => new()
    {
        Epochs = options.Epochs,
        Recipe = options.Recipe,
        Layout = options.Layout,
        Seed = options.Seed,
        Precision = options.Precision,
        Stream = options.Stream,
        Probe = options.Probe,
        CheckpointDirectory = options.CheckpointDirectory,
        CheckpointInterval = options.CheckpointInterval,
        Resume = options.Resume,
        CancellationToken = options.CancellationToken,
        Progress = options.Progress,
        LogDirectory = options.LogDirectory,
        StopOnCollapse = options.StopOnCollapse,
        Communicator = rank,
    };
}
