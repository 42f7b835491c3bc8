using Microsoft.ML;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Fuzzing.Models;

/// <summary>What is loaded beside recordings: models, encoders in four forms and in a folder, checkpoints, embeddings.</summary>
internal static class ModelTargets
{
    public static readonly string[] Names =
    [
        "model", "model-unsealed", "encoder-onnx", "encoder-model", "encoder-safetensors", "encoder-pt", "checkpoint", "model-folder",
        "embeddings-folder",
    ];

    /// <summary>All of them. Their valid files are made first, by an encoder that is trained for an epoch.</summary>
    public static IReadOnlyList<IFuzzTarget> All(string folder)
    {
        var samples = new ModelSamples(folder);
        byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(samples.Folder, name));
        string Input(string name) => Path.Combine(folder, name);
        return
        [
            new ModelTarget(Names[0], Input("mutant.zip"), LoadModel, IsFormat, Sample("action.zip")) { Forge = ArchiveForger.Archive },
            new ModelTarget(Names[1], Input("mutant.zip"), LoadModel, IsFormat, Sample("unsealed.zip")),
            new ModelTarget(Names[2], Input("mutant.onnx"), LoadEncoder, IsFormat, Sample("encoder.onnx")),
            new ModelTarget(Names[3], Input("mutant.zip"), LoadEncoder, IsFormat, Sample("action.zip"), Sample("unsealed.zip"))
            {
                Forge = ArchiveForger.Archive,
            },
            new ModelTarget(Names[4], Input("mutant.safetensors"), LoadEncoder, IsFormat, Sample("encoder.safetensors")),
            new ModelTarget(Names[5], Input("mutant.pt"), LoadEncoder, IsFormat, samples.Torch) { Forge = ArchiveForger.Archive },
            new ModelTarget(Names[6], Input("step-000000001.msmclr"), LoadCheckpoint, IsRefusedCheckpoint, samples.Checkpoint)
            {
                Forge = ArchiveForger.Checkpoint,
            },
            new ModelTarget(Names[7], Input("folder"), LoadFolder, IsFormat, PackedFolder.Of(samples.Pretrained))
            {
                Damage = PackedFolder.Damaged,
                Forge = PackedFolder.Forged,
            },
            new ModelTarget(Names[8], Input("embeddings"), EmbeddingsTarget.Load, EmbeddingsTarget.IsRefusal, samples.Embeddings)
            {
                Damage = PackedFolder.Damaged,
            },
        ];
    }

    private static bool IsFormat(Exception error) => error is FormatException;

    private static bool IsRefusedCheckpoint(Exception error) => error is InvalidOperationException;

    private static void LoadModel(string path) => SkeletonScorer.Load(path).Dispose();

    private static void LoadEncoder(string path) => new MLContext().Transforms.Skeleton.LoadEncoder(path).Dispose();

    private static void LoadFolder(string path)
        => new MLContext().Transforms.Skeleton.LoadPretrained(PackedFolder.Unpack(path)).Dispose();

    // As a run that goes on does it.
    private static void LoadCheckpoint(string path)
    {
        using var folder = new CheckpointFolder(Path.GetDirectoryName(path)!, keep: 1, _ => { });
        if (folder.ReadNewest() is null)
            throw new InvalidOperationException("It is damaged.");
    }
}
