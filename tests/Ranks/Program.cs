using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;
using Ranks;

// Ranks FOLDER EPOCHS [throw|caught|hang|kill|cancel [alone]]: trains a tiny encoder with all ranks that were started, with checkpoints in
// FOLDER, one after every step. The word says what goes wrong on the last rank. "alone" trains in this process, without MPI.
var folder = args[0];
var kind = args.Length > 2 ? args[2] : "none";
using var world = args.Length > 3 ? null : MpiCommunicator.World(timeout: TimeSpan.FromSeconds(8));
var trouble = new Trouble(kind, world ?? Communicator.None);
try
{
    trouble.BeforeTraining();
}
catch (InvalidDataException error) when (kind == "caught")
{
    Console.WriteLine($"caught: {error.Message}");
    return 3; // Leaves the others waiting.
}

trouble.DuringTraining();
var ml = new MLContext(world?.Rank); // No seed is set: rank 0's is everybody's.
var definition = SchemaDefinition.Create(typeof(Clip));
definition[nameof(Clip.Skeleton)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3, 8, 25, 2);
var clips = Enumerable.Range(0, 70).Select(number => new Clip(number, 3 * 8 * 25 * 2)).ToList();
var options = new MsMclrTrainer.Options
{
    Epochs = int.Parse(args[1]),
    Layout = SkeletonLayout.NtuRgbd,
    Recipe = MsMclrRecipe.Default with
    {
        HiddenChannels = 4,
        FeatureSize = 64,
        ProjectionSize = 8,
        BatchSize = 32,
        Dropout = 0.1,
        MiningAfter = 1,
        Schedule = LearningRateSchedule.Step, // A run of more epochs may go on from the checkpoints of a shorter one.
        Whitening = EmbeddingWhitening.None, // ONNX Runtime is not here.
    },
    CheckpointDirectory = folder,
    CheckpointInterval = TimeSpan.Zero,
    KeepCheckpoints = 1000,
    CancellationToken = trouble.Token,
    Communicator = world ?? Communicator.None,
};
try
{
    using var encoder = ml.SelfSupervised.Trainers.MsMclr(options).Fit(ml.Data.LoadFromEnumerable(clips, definition));
    if (options.Communicator.Rank == 0)
        encoder.SaveEncoder(Path.Combine(folder, "encoder.onnx"));
}
catch (OperationCanceledException error)
{
    Console.WriteLine($"rank {options.Communicator.Rank}: {error.Message}");
    return 143;
}

return 0;
