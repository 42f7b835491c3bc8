using System.CommandLine;
using Microsoft.ML;
using MsMclr.MLNet;

// Pretrains an encoder, alone or with all processes that mpirun or srun has started: the same one, to the bit (docs/scale-out.md).
var data = new Option<string?>("--data") { Description = "A folder of NTU's .skeleton files; made-up recordings without it." };
var epochs = new Option<int>("--epochs") { Description = "Passes over the clips.", DefaultValueFactory = _ => 20 };
var batch = new Option<int>("--batch") { Description = "Clips of a step, a multiple of 16.", DefaultValueFactory = _ => 32 };
var width = new Option<int>("--width") { Description = "The width of the first blocks: 16 in the paper.", DefaultValueFactory = _ => 8 };
var seed = new Option<int?>("--seed") { Description = "What everything is drawn from; drawn by rank 0 without it." };
var output = new Option<string>("--out") { Description = "Where files go.", DefaultValueFactory = _ => "artifacts/pretrain" };
var command = new RootCommand("Pretrains a skeleton encoder on as many processes as there are.")
{
    data, epochs, batch, width, seed, output,
};
command.SetAction(parsed => CommandRun.Run(cancel =>
{
    using var world = MpiCommunicator.World();
    try
    {
        Train(parsed, world, cancel);
    }
    catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
    {
        throw new InvalidOperationException("Another rank was canceled, and so this one ends too.");
    }
    catch (Exception error) when (world.Size > 1 && error is not (OperationCanceledException or PretrainingFailedException))
    {
        world.Abort(error.Message); // Or the others would wait for this rank.
        throw;
    }
}, () => "The same command goes on from the last checkpoint, if there is one."));
return command.Parse(args).Invoke();

void Train(ParseResult parsed, MpiCommunicator world, CancellationToken cancel)
{
    var ml = new MLContext();
    var clips = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip", frames: 24).Fit(Recordings(ml, parsed.GetValue(data)))
        .Transform(Recordings(ml, parsed.GetValue(data)));
    var folder = parsed.GetValue(output)!;
    var trainer = ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options
    {
        Communicator = world,
        Epochs = parsed.GetValue(epochs),
        Seed = parsed.GetValue(seed),
        Recipe = new MsMclrRecipe
        {
            BatchSize = parsed.GetValue(batch), HiddenChannels = parsed.GetValue(width), FeatureSize = 16 * parsed.GetValue(width),
        },
        CheckpointDirectory = Path.Combine(folder, "checkpoints"), // The same command goes on from there, with any number of ranks.
        Progress = new EpochLines(world),
        CancellationToken = cancel,
    });
    using var encoder = trainer.Fit(clips);
    if (world.Rank == 0)
        encoder.SaveEncoder(Path.Combine(folder, "encoder.onnx"));
}

static IDataView Recordings(MLContext ml, string? folder)
    => folder is null ? ml.Data.LoadSyntheticSkeletons() : ml.Data.LoadFromSkeletonFiles(folder, SkeletonFormat.NtuRgbd);

/// <summary>Writes a line an epoch.</summary>
internal sealed class EpochLines(MpiCommunicator world) : IProgress<MsMclrProgress>
{
    public void Report(MsMclrProgress value)
    {
        var line = $"{world.Size} ranks, epoch {value.Epoch} of {value.Epochs}: loss {value.Loss:f4}, {value.ClipsPerSecond:f0} clips/s";
        if (value.IsEndOfEpoch)
            Console.WriteLine(line);
    }
}
