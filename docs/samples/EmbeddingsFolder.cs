using Microsoft.ML;
using MsMclr.MLNet;

namespace Samples;

/// <summary>Embeddings on disk: written in parts, read back a row group at a time, and a head that learns from them.</summary>
public static class EmbeddingsFolder
{
    public static void Run(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("embeddings-").FullName;
        var ml = new MLContext(seed: 1);

        // Random convolutions stand for an encoder here: they need no training.
        var clips = ml.Data.LoadSyntheticSkeletons(subjects: 4, repetitions: 1);
        var features = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip")
            .Append(ml.Transforms.Skeleton.RandomConvolutions("Features", "Skeleton"))
            .Fit(clips);
        for (var shard = 0; shard < 2; shard++)
        {
            var half = ml.Data.FilterByCustomPredicate<Person>(features.Transform(clips), clip => clip.Subject % 2 != shard);
            var options = new SkeletonEmbeddingsSaveOptions { EncoderHash = "random convolutions", Shard = shard, ShardCount = 2 };
            ml.Data.SaveAsSkeletonEmbeddings(half, Path.Combine(folder, $"part-{shard}.parquet"), options);
        }

        var embedded = ml.Data.LoadFromSkeletonEmbeddings(folder);
        output.WriteLine($"{embedded.GetRowCount()} clips, {embedded.Schema["Features"].Type}");
        using var head = ml.MulticlassClassification.Trainers.Ridge().Fit(embedded);
        var metrics = ml.MulticlassClassification.Evaluate(head.Transform(embedded));
        output.WriteLine($"clips it has seen: {metrics.MicroAccuracy:P0}");
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Person
    {
        public uint Subject { get; set; }
    }
}

// Output:
// 240 clips, Vector<Single, 9996>
// clips it has seen: 100 %
