using System.IO.Compression;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Tests;

public class SkeletonEmbeddingTransformerTests
{
    private static readonly float[][] Clips = EmbeddingFixture.Clips(6);

    private sealed class Input
    {
        public float[] Skeleton { get; set; } = [];
    }

    private sealed class Output
    {
        public float[] Features { get; set; } = [];
    }

    [Test]
    public void A_loaded_model_gives_the_same_bits([Values] SkeletonStream stream, [Values] bool excludeAbsent)
    {
        using var embed = EmbeddingFixture.Transformer(encoder: GoldenEncoders.Small(excludeAbsent, stream));
        var view = EmbeddingFixture.View(Clips);
        var loaded = Reading.SaveAndLoad(embed, view);
        Assert.That(loaded.Vectors("Features"), Is.EqualTo(embed.Transform(view).Vectors("Features")));
        Assert.That(loaded.Schema["Features"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 16)));
    }

    [Test]
    public void What_is_missing_is_zero_once_the_stream_is_made([Values] SkeletonStream stream, [Values] bool excludeAbsent)
    {
        var missing = Clips.Select(clip => clip.ToArray()).ToArray();
        for (var i = 0; i < missing.Length; i++)
            Forget(missing[i], joint: i, firstFrame: 2 * i);
        var encoder = GoldenEncoders.Small(excludeAbsent, stream);
        using var embed = EmbeddingFixture.Transformer(encoder: encoder);
        var view = EmbeddingFixture.View(missing);
        var actual = embed.Transform(view).Vectors("Features");
        Assert.That(Reading.SaveAndLoad(embed, view).Vectors("Features"), Is.EqualTo(actual));
        Assert.That(actual, Is.EqualTo(EmbeddingFixture.PlainOracle(encoder, missing)).Within(1e-4));
        if (stream == SkeletonStream.Stacked)
            return;
        var made = new MLContext().Transforms.Skeleton.Stream("Stream", "Skeleton", stream).Fit(view).Transform(view).Vectors("Stream");
        float[][] zeros = [.. made.Select(clip => clip.Select(value => float.IsNaN(value) ? 0 : value).ToArray())];
        using var joints = EmbeddingFixture.Transformer(encoder: GoldenEncoders.Small(excludeAbsent, SkeletonStream.Joint));
        Assert.That(actual, Is.EqualTo(joints.Transform(EmbeddingFixture.View(zeros)).Vectors("Features")));
    }

    // A joint of the first body is not found from a frame on.
    private static void Forget(float[] clip, int joint, int firstFrame)
    {
        for (var channel = 0; channel < 3; channel++)
        {
            for (var frame = firstFrame; frame < EmbeddingFixture.Shape.Frames; frame++)
                clip[EmbeddingFixture.Place(channel, frame, joint, 0)] = float.NaN;
        }
    }

    [Test]
    public void A_column_can_be_replaced_and_is_in_the_loaded_model_too()
    {
        using var embed = EmbeddingFixture.Transformer(output: "Skeleton");
        using var plain = EmbeddingFixture.Transformer();
        var view = EmbeddingFixture.View(Clips);
        var expected = plain.Transform(view).Vectors("Features");
        Assert.That(embed.Transform(view).Vectors("Skeleton"), Is.EqualTo(expected));
        var loaded = Reading.SaveAndLoad(embed, view);
        Assert.That(loaded.Vectors("Skeleton"), Is.EqualTo(expected));
        var names = loaded.Schema.Where(column => !column.IsHidden).Select(column => column.Name);
        Assert.That(names, Is.EquivalentTo(view.Schema.Select(column => column.Name)));
    }

    [Test]
    public void A_prediction_engine_gives_the_same_bits()
    {
        var ml = new MLContext();
        var embed = EmbeddingFixture.Transformer();
        var expected = embed.Transform(EmbeddingFixture.View(Clips)).Vectors("Features");
        var definition = SchemaDefinition.Create(typeof(Input));
        definition[nameof(Input.Skeleton)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, EmbeddingFixture.Shape.Length);
        using var engine = ml.Model.CreatePredictionEngine<Input, Output>(embed, inputSchemaDefinition: definition);
        for (var i = 0; i < Clips.Length; i++)
            Assert.That(engine.Predict(new Input { Skeleton = Clips[i] }).Features, Is.EqualTo(expected[i]));
    }

    [Test]
    public void An_encoder_file_scores_the_same_and_writes_itself_again()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "encoder.onnx");
        var again = path + ".again";
        var ml = new MLContext();
        var view = EmbeddingFixture.View(Clips);
        using var trained = EmbeddingFixture.Transformer(encoder: GoldenEncoders.Small(excludeAbsent: true, SkeletonStream.Motion));
        trained.SaveEncoder(path);
        using var read = ml.Transforms.Skeleton.Embed("Features", "Skeleton", path).Fit(view);
        read.SaveEncoder(again);
        Assert.That(read.Transform(view).Vectors("Features"), Is.EqualTo(trained.Transform(view).Vectors("Features")));
        Assert.That(File.ReadAllBytes(again), Is.EqualTo(File.ReadAllBytes(path)));
        Assert.That((read.Shape, read.Layout), Is.EqualTo((trained.Shape, trained.Layout)));
        Assert.That((read.Stream, read.FeatureSize), Is.EqualTo((trained.Stream, trained.FeatureSize)));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!, "encoder.onnx*.tmp"), Is.Empty);
    }

    [Test]
    public void The_encoder_of_a_saved_model_scores_in_batches_again()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "saved.zip");
        var ml = new MLContext();
        var view = EmbeddingFixture.View(Clips);
        using var trained = EmbeddingFixture.Transformer();
        ml.Model.Save(ml.Transforms.CopyColumns("Copy", "Skeleton").Fit(view).Append(trained), view.Schema, path);
        using var read = ml.Transforms.Skeleton.Embed("Features", "Skeleton", path).Fit(view);
        Assert.That(read.Transform(view).Vectors("Features"), Is.EqualTo(trained.Transform(view).Vectors("Features")));
        ChangeAWeight(path);
        AssertRefused(path, "damaged");
        ml.Model.Save(ml.Transforms.CopyColumns("Copy", "Skeleton").Fit(view), view.Schema, path);
        AssertRefused(path, "no encoder of ours");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..200]);
        AssertRefused(path, "saved.zip");
    }

    private static void AssertRefused(string path, string message)
        => Assert.That(
            () => new MLContext().Transforms.Skeleton.Embed("Features", "Skeleton", path),
            Throws.TypeOf<FormatException>().With.Message.Contains(message));

    // Stored again without compression, one bit of a weight another, under the checksum of before.
    private static void ChangeAWeight(string path)
    {
        var plain = path + ".plain";
        using (var from = ZipFile.OpenRead(path))
        using (var to = ZipFile.Open(plain, ZipArchiveMode.Create))
        {
            foreach (var entry in from.Entries)
            {
                using var source = entry.Open();
                using var target = to.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                source.CopyTo(target);
            }
        }

        var content = File.ReadAllBytes(plain);
        File.Delete(plain);
        var weights = MemoryMarshal.AsBytes(GoldenEncoders.Small().Weights["st_gcn_networks.7.tcn.2.bias"].Values.AsSpan());
        content[content.AsSpan().IndexOf(weights)] ^= 1;
        File.WriteAllBytes(path, content);
    }

    [Test]
    public void A_clip_without_anybody_has_features_too([Values] bool excludeAbsent)
    {
        using var embed = EmbeddingFixture.Transformer(encoder: GoldenEncoders.Small(excludeAbsent));
        var view = EmbeddingFixture.View([new float[EmbeddingFixture.Shape.Length], Clips[1]]);
        var batched = embed.Transform(view).Vectors("Features");
        Assert.That(Reading.SaveAndLoad(embed, view).Vectors("Features"), Is.EqualTo(batched));
        Assert.That(batched[0], Has.Some.Not.EqualTo(0f));
    }

    [Test]
    public void A_disposed_transformer_says_so()
    {
        var embed = EmbeddingFixture.Transformer();
        var view = embed.Transform(EmbeddingFixture.View(Clips));
        embed.Dispose();
        embed.Dispose();
        Assert.That(() => view.Vectors("Features"), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void A_GPU_without_its_runtime_is_one_sentence_or_the_CPU()
    {
        var view = EmbeddingFixture.View(Clips);
        var messages = new List<string>();
        var ml = new MLContext();
        ml.Log += (_, entry) => messages.Add(entry.Message);
        SkeletonEmbeddingTransformer OnGpu(bool fallbackToCpu)
            => new(ml, GoldenEncoders.Small(), "Features", "Skeleton", gpuDeviceId: 0, fallbackToCpu);
        using var strict = OnGpu(fallbackToCpu: false);
        Assert.That(
            () => strict.Transform(view).Vectors("Features"),
            Throws.InvalidOperationException.With.Message.Contains("Microsoft.ML.OnnxRuntime.Gpu"));
        using var relaxed = OnGpu(fallbackToCpu: true);
        Assert.That(relaxed.Transform(view).Vectors("Features"), Has.Length.EqualTo(Clips.Length));
        Assert.That(messages, Has.Some.Contains("the CPU is used instead"));
    }

    [Test]
    public void The_device_of_the_context_reaches_the_catalog()
    {
        var ml = new MLContext { GpuDeviceId = 3, FallbackToCpu = true };
        Assert.That(MLNetInternals.Device(ml.Transforms.Skeleton.Environment), Is.EqualTo(((int?)3, true)));
        Assert.That(MLNetInternals.Device(new MLContext().Transforms.Skeleton.Environment), Is.EqualTo(((int?)null, false)));
    }
}
