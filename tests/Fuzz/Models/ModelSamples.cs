using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Tests;

namespace MsMclr.MLNet.Fuzzing.Models;

/// <summary>Valid files of one small model: <c>action.zip</c>, <c>unsealed.zip</c>, <c>encoder.onnx</c> and so on.</summary>
internal sealed class ModelSamples
{
    public ModelSamples(string folder)
    {
        Folder = Directory.CreateDirectory(Path.Combine(folder, "samples")).FullName;
        var ml = new MLContext(1);
        var clips = new SyntheticSkeletons.Options { Subjects = 2, Repetitions = 1, Cameras = 1 };
        var train = ml.Data.LoadSyntheticSkeletons(clips);
        var checkpoints = Path.Combine(Folder, "run");
        using var encoder = ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options
        {
            Epochs = 1,
            Recipe = new MsMclrRecipe { HiddenChannels = 2, FeatureSize = 8, ProjectionSize = 4, BatchSize = 16 },
            CheckpointDirectory = checkpoints,
        }).Fit(ml.Transforms.Skeleton.Prepare("Skeleton", "Clip", frames: 16).Fit(train).Transform(train));
        var prepare = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip", frames: 16).Fit(train);
        var embedding = new TransformerChain<ITransformer>(prepare, encoder);
        var head = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(l1Regularization: 0)
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(ml.Data.Cache(embedding.Transform(train), "Features", "Label"));
        var model = new TransformerChain<ITransformer>(prepare, encoder, head);
        SkeletonModel.Save(ml, model, train.Schema, Path.Combine(Folder, "action.zip"));
        ml.Model.Save(model, train.Schema, Path.Combine(Folder, "unsealed.zip"));
        encoder.SaveEncoder(Path.Combine(Folder, "encoder.onnx"));
        encoder.SaveWeights(Path.Combine(Folder, "encoder.safetensors"));

        // The Python code knows no whitening.
        var own = encoder.Encoder.Architecture.Parameters.Select(parameter => parameter.Name).ToHashSet();
        var weights = encoder.Encoder.Weights.Where(weight => own.Contains(weight.Key));
        Torch = TorchFile.StateDict(weights.Select(weight => ("encoder_q." + weight.Key, weight.Value)), "state_dict");
        Pretrained = Path.Combine(Folder, "pretrained");
        encoder.SavePretrained(Pretrained, new SkeletonPretrainedOptions { Name = "tiny" });
        Embeddings = EmbeddingsOf(ml, embedding.Transform(train), Path.Combine(Folder, "embeddings"));
        Checkpoint = File.ReadAllBytes(Directory.EnumerateFiles(checkpoints, "*.msmclr").Max()!);
    }

    public string Folder { get; }

    /// <summary>The encoder as PyTorch saves it.</summary>
    public byte[] Torch { get; }

    /// <summary>The checkpoint of the run.</summary>
    public byte[] Checkpoint { get; }

    /// <summary>The folder in which the encoder is handed on.</summary>
    public string Pretrained { get; }

    /// <summary>The packed folder of its embeddings.</summary>
    public byte[] Embeddings { get; }

    private static byte[] EmbeddingsOf(MLContext ml, IDataView embedded, string folder)
    {
        for (var shard = 0; shard < 2; shard++)
        {
            var options = new SkeletonEmbeddingsSaveOptions { EncoderHash = new string('a', 64), Shard = shard, ShardCount = 2 };
            ml.Data.SaveAsSkeletonEmbeddings(embedded, Path.Combine(folder, $"part-{shard}.parquet"), options);
        }

        return PackedFolder.Of(folder);
    }
}
