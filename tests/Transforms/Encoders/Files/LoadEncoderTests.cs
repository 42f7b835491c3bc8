using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Files;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

/// <summary>Encoders from files of PyTorch and back.</summary>
public class LoadEncoderTests
{
    private static readonly EncoderDefinition Golden = GoldenEncoders.Small();
    private readonly MLContext _context = new(1);
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("msmclr-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_pretraining_checkpoint_of_the_python_code_scores_to_the_bit()
    {
        // The golden pack holds the unused dropout.* too; a checkpoint also has a key encoder, a queue and counts of batches.
        var path = Write(
        [
            .. Named("encoder_q."),
            .. Named("encoder_k."),
            ("queue", new([8, 64], new float[512])),
            ("queue_ptr", new([1], [0])),
            ("encoder_q.data_bn.num_batches_tracked", new([], [3])),
        ]);
        using var loaded = Load(path, new() { Frames = 16 });
        Assert.That(loaded.Shape, Is.EqualTo(new ClipShape(3, 16, 25, 2)));
        Assert.That((loaded.Layout, loaded.FeatureSize), Is.EqualTo((SkeletonLayout.NtuRgbd, 16)));
        using var expected = EmbeddingFixture.Transformer();
        Assert.That(Features(loaded), Is.EqualTo(Features(expected)));
    }

    [TestCase("")]
    [TestCase("module.")]
    [TestCase("module.encoder_q.")]
    [TestCase("net.backbone.")]
    public void Names_without_a_prefix_and_within_a_checkpoint_are_found(string prefix)
    {
        const string Name = "st_gcn_networks.7.tcn.2.weight";
        using var loaded = Load(Write(TorchFile.StateDict(Named(prefix), "state_dict")));
        Assert.That(loaded.Encoder.Weights[Name].Values, Is.EqualTo(Golden.Weights[Name].Values));
        Assert.That(loaded.Shape, Is.EqualTo(new ClipShape(3, 50, 25, 2)), "frames and bodies as in the Python code");
    }

    [Test]
    public void The_key_encoder_can_be_asked_for()
    {
        var path = Write([.. Named("encoder_q."), .. Named("encoder_k.").Select(entry => (entry.Name, Increased(entry.Tensor)))]);
        using var key = Load(path, new() { Prefix = "encoder_k.", Strict = false });
        Assert.That(key.Encoder.Weights["data_bn.bias"].Values[0], Is.EqualTo(Golden.Weights["data_bn.bias"].Values[0] + 1));
        AssertRefused(path, new() { Prefix = "other." }, "'encoder_k.', 'encoder_q.'");
    }

    [Test]
    public void Two_encoders_of_the_same_right_must_be_told_apart()
        => AssertRefused(Write([.. Named("joint."), .. Named("bone.")]), new(), "several encoders: 'bone.', 'joint.'");

    [Test]
    public void What_is_missing_unexpected_and_misshapen_is_listed_at_once()
    {
        const string Misshapen = "encoder_q.st_gcn_networks.5.tcn.2.bias";
        List<(string Name, EncoderTensor Tensor)> tensors =
        [
            .. Named("encoder_q.").Where(entry => entry.Name is not ("encoder_q.edge_importance.3" or Misshapen)),
            (Misshapen, new([9], new float[9])),
            ("encoder_q.st_gcn_networks.10.extra", new([1], [0])),
            ("head.weight", new([1], [0])),
        ];
        var path = Write(tensors);
        AssertRefused(path, new(), "1 missing: edge_importance.3 [3, 25, 25]");
        AssertRefused(path, new(), "encoder_q.st_gcn_networks.10.extra, head.weight");
        AssertRefused(path, new(), "st_gcn_networks.5.tcn.2.bias is [9], not [8]");
        AssertRefused(path, new(), path);
        var error = Assert.Throws<FormatException>(() => Load(path, new() { Strict = false }))!;
        Assert.That(error.Message, Does.Contain("1 missing").And.Not.Contain("head.weight"));
    }

    [Test]
    public void Unexpected_tensors_are_passed_over_where_told_to()
    {
        var path = Write([.. Named(""), ("head.weight", new([1], [0]))]);
        Assert.That(() => Load(path, new() { Strict = false }).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Weights_that_are_not_finite_are_refused()
    {
        var bias = Golden.Weights["data_bn.bias"];
        float[] values = [.. bias.Values];
        values[5] = float.PositiveInfinity;
        var infinite = bias with { Values = values };
        var path = Write([.. Named("").Where(entry => entry.Name != "data_bn.bias"), ("data_bn.bias", infinite)]);
        AssertRefused(path, new(), "'data_bn.bias' holds");
    }

    [Test]
    public void Twenty_joints_are_two_layouts_unless_the_graph_tells()
    {
        var twenty = Named("").Select(entry => (entry.Name, Tensor: ForTwentyJoints(entry.Name, entry.Tensor))).ToList();
        AssertRefused(Write(twenty), new(), "kinect-v1, utd-mhad");
        AssertRefused(Write(twenty), new(), "EncoderLoadOptions.Layout");
        AssertRefused(Write(twenty), new() { Layout = SkeletonLayout.NtuRgbd }, "for 20 joints");
        var graph = EncoderLayout.Adjacency(SkeletonLayout.UtdMhad, GraphDistance.OneHop);
        using var told = Load(Write([.. twenty, ("A", graph)]));
        Assert.That(told.Layout, Is.EqualTo(SkeletonLayout.UtdMhad));
    }

    [Test]
    public void Safetensors_bring_everything_back_to_the_bit([Values("encoder_q.", "")] string prefix, [Values] bool excludeAbsent)
    {
        var golden = GoldenEncoders.Small(excludeAbsent, SkeletonStream.Bone);
        using var saved = EmbeddingFixture.Transformer(encoder: golden);
        var path = Path.Combine(_folder, "weights.safetensors");
        saved.SaveWeights(path, prefix);
        using var loaded = Load(path);
        var used = golden.Weights.Keys.Where(name => !name.StartsWith("dropout.", StringComparison.Ordinal));
        Assert.That(Features(loaded), Is.EqualTo(Features(saved)));
        Assert.That(loaded.Encoder with { Weights = golden.Weights }, Is.EqualTo(golden), "the configuration");
        Assert.That(loaded.Encoder.Weights.Keys, Is.EquivalentTo(used));
        var view = EmbeddingFixture.View(EmbeddingFixture.Clips(3));
        using var embed = _context.Transforms.Skeleton.Embed("Features", "Skeleton", path).Fit(view);
        Assert.That(Features(embed), Is.EqualTo(Features(saved)), "Embed reads it too");
    }

    [Test]
    public void A_model_that_holds_a_loaded_encoder_needs_the_weights_file_no_more()
    {
        var weights = Write(Named("encoder_q."));
        var model = Path.Combine(_folder, "model.zip");
        var view = EmbeddingFixture.View(EmbeddingFixture.Clips(4));
        using var loaded = Load(weights, new() { Frames = 16 });
        _context.Model.Save(loaded, view.Schema, model);
        File.Delete(weights);
        var again = _context.Model.Load(model, out _);
        using (again as IDisposable)
            Assert.That(Features(again), Is.EqualTo(Features(loaded)));
    }

    [Test]
    public void An_onnx_encoder_is_loaded_and_what_the_options_say_wins()
    {
        using var saved = EmbeddingFixture.Transformer();
        var path = Path.Combine(_folder, "encoder.onnx");
        saved.SaveEncoder(path);
        var options = new EncoderLoadOptions
        {
            Frames = 24,
            ExcludeAbsentBodies = true,
            Stream = SkeletonStream.Motion,
            OutputColumnName = "Embedding",
        };
        using var loaded = Load(path, options);
        Assert.That((loaded.Shape.Frames, loaded.Stream), Is.EqualTo((24, SkeletonStream.Motion)));
        Assert.That(loaded.Encoder.ExcludeAbsentBodies);
        Assert.That(loaded.OutputColumnName, Is.EqualTo("Embedding"));
    }

    [Test]
    public void Stacked_streams_come_back_from_every_form_of_file([Values("encoder.onnx", "encoder.safetensors")] string file)
    {
        using var saved = EmbeddingFixture.Transformer(encoder: GoldenEncoders.Small(stream: SkeletonStream.Stacked));
        var path = Path.Combine(_folder, file);
        if (file.EndsWith(".onnx", StringComparison.Ordinal))
            saved.SaveEncoder(path);
        else
            saved.SaveWeights(path);
        using var loaded = Load(path);
        Assert.That((loaded.Stream, loaded.Shape.Channels), Is.EqualTo((SkeletonStream.Stacked, 3)));
        var view = EmbeddingFixture.View(EmbeddingFixture.Clips(4));
        Assert.That(loaded.Transform(view).Vectors("Features"), Is.EqualTo(saved.Transform(view).Vectors("Features")));
        var told = Throws.TypeOf<FormatException>().With.Message.Contains("stream is Stacked");
        Assert.That(() => Load(path, new() { Stream = SkeletonStream.Bone }), told);
    }

    [Test]
    public void Options_out_of_range_are_told()
    {
        Assert.That(
            () => Load("x.pt", new() { Frames = 0 }),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("EncoderLoadOptions.Frames is 0; allowed: 1 to 100000"));
        Assert.That(
            () => Load("x.pt", new() { GpuDeviceId = -1 }),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("GpuDeviceId"));
        Assert.That(
            () => _context.Transforms.Skeleton.Embed("Features", "Skeleton", "x.onnx", gpuDeviceId: -1),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("GpuDeviceId"));
    }

    [Test]
    public void A_file_that_is_not_there_and_the_old_format_are_told()
    {
        Assert.That(() => Load("nowhere.pt"), Throws.TypeOf<FileNotFoundException>());
        AssertRefused(Write([0x80, 2, 0x8a, 0x0a, .. "l\u00fc"u8]), new(), "before version 1.6");
    }

    private static IEnumerable<(string Name, EncoderTensor Tensor)> Named(string prefix)
        => Golden.Weights.Where(weight => weight.Key != "A").Select(weight => (prefix + weight.Key, weight.Value));

    private static EncoderTensor Increased(EncoderTensor tensor) => tensor with { Values = [.. tensor.Values.Select(value => value + 1)] };

    private static EncoderTensor ForTwentyJoints(string name, EncoderTensor tensor)
    {
        if (name.StartsWith("edge_importance", StringComparison.Ordinal))
            return new([3, 20, 20], new float[1200]);
        return name.StartsWith("data_bn", StringComparison.Ordinal) ? new([60], new float[60]) : tensor;
    }

    private static float[] Features(ITransformer transformer)
    {
        var view = transformer.Transform(EmbeddingFixture.View(EmbeddingFixture.Clips(4)));
        return [.. view.GetColumn<float[]>("Features").SelectMany(row => row)];
    }

    private SkeletonEmbeddingTransformer Load(string path, EncoderLoadOptions? options = null)
        => _context.Transforms.Skeleton.LoadEncoder(path, options);

    private void AssertRefused(string path, EncoderLoadOptions options, string message)
        => Assert.That(() => Load(path, options), Throws.TypeOf<FormatException>().With.Message.Contains(message));

    private string Write(IEnumerable<(string Name, EncoderTensor Tensor)> tensors) => Write(TorchFile.StateDict(tensors));

    private string Write(byte[] content)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():n}.pt");
        File.WriteAllBytes(path, content);
        return path;
    }
}
