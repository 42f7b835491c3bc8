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
        var path = Write(TorchFile.StateDict([.. Named("encoder_q."), .. Named("encoder_k."), ("queue", new([8, 64], new float[512])), ("queue_ptr", new([1], [0])), ("encoder_q.data_bn.num_batches_tracked", new([], [3]))]));
        using var loaded = _context.Transforms.Skeleton.LoadEncoder(path, new EncoderLoadOptions { Frames = 16 });
        Assert.That((loaded.Shape, loaded.Layout, loaded.FeatureSize), Is.EqualTo((new ClipShape(3, 16, 25, 2), SkeletonLayout.NtuRgbd, 16)));
        using var expected = EmbeddingFixture.Transformer();
        Assert.That(Features(loaded), Is.EqualTo(Features(expected)));
    }

    [Test]
    public void Names_without_a_prefix_and_within_a_checkpoint_are_found([Values("", "module.", "module.encoder_q.", "net.backbone.")] string prefix)
    {
        using var loaded = _context.Transforms.Skeleton.LoadEncoder(Write(TorchFile.StateDict(Named(prefix), "state_dict")));
        Assert.That(loaded.Encoder.Weights["st_gcn_networks.7.tcn.2.weight"].Values, Is.EqualTo(Golden.Weights["st_gcn_networks.7.tcn.2.weight"].Values));
        Assert.That(loaded.Shape, Is.EqualTo(new ClipShape(3, 50, 25, 2)), "frames and bodies as in the Python code");
    }

    [Test]
    public void The_key_encoder_can_be_asked_for_and_two_of_the_same_right_must_be_told_apart()
    {
        var path = Write(TorchFile.StateDict([.. Named("encoder_q."), .. Named("encoder_k.").Select(entry => (entry.Name, entry.Tensor with { Values = [.. entry.Tensor.Values.Select(value => value + 1)] }))]));
        using var key = _context.Transforms.Skeleton.LoadEncoder(path, new EncoderLoadOptions { Prefix = "encoder_k.", Strict = false });
        Assert.That(key.Encoder.Weights["data_bn.bias"].Values[0], Is.EqualTo(Golden.Weights["data_bn.bias"].Values[0] + 1));
        Assert.That(() => _context.Transforms.Skeleton.LoadEncoder(path, new EncoderLoadOptions { Prefix = "other." }), Throws.TypeOf<FormatException>().With.Message.Contains("'encoder_k.', 'encoder_q.'"));
        var two = Write(TorchFile.StateDict([.. Named("joint."), .. Named("bone.")]));
        Assert.That(() => _context.Transforms.Skeleton.LoadEncoder(two), Throws.TypeOf<FormatException>().With.Message.Contains("several encoders: 'bone.', 'joint.'"));
    }

    [Test]
    public void What_is_missing_unexpected_and_misshapen_is_listed_at_once()
    {
        List<(string Name, EncoderTensor Tensor)> tensors = [.. Named("encoder_q.").Where(entry => entry.Name != "encoder_q.edge_importance.3"), ("encoder_q.st_gcn_networks.10.extra", new([1], [0])), ("head.weight", new([1], [0]))];
        tensors[tensors.FindIndex(entry => entry.Name == "encoder_q.st_gcn_networks.5.tcn.2.bias")] = ("encoder_q.st_gcn_networks.5.tcn.2.bias", new([9], new float[9]));
        var path = Write(TorchFile.StateDict(tensors));
        Assert.That(() => _context.Transforms.Skeleton.LoadEncoder(path), Throws.TypeOf<FormatException>().With.Message.Contains("1 missing: edge_importance.3 [3, 25, 25]")
            .And.Message.Contains("encoder_q.st_gcn_networks.10.extra, head.weight").And.Message.Contains("st_gcn_networks.5.tcn.2.bias is [9], not [8]").And.Message.Contains(path));
        Assert.That(() => _context.Transforms.Skeleton.LoadEncoder(path, new EncoderLoadOptions { Strict = false }), Throws.TypeOf<FormatException>().With.Message.Contains("1 missing").And.Message.Not.Contains("head.weight"));
        var whole = Write(TorchFile.StateDict([.. Named(""), ("head.weight", new([1], [0]))]));
        Assert.That(() => _context.Transforms.Skeleton.LoadEncoder(whole, new EncoderLoadOptions { Strict = false }).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Weights_that_are_not_finite_are_refused()
    {
        var infinite = Named("").Select(entry => entry.Name == "data_bn.bias" ? (entry.Name, entry.Tensor with { Values = [.. entry.Tensor.Values.Select((value, i) => i == 5 ? float.PositiveInfinity : value)] }) : entry);
        Assert.That(() => _context.Transforms.Skeleton.LoadEncoder(Write(TorchFile.StateDict(infinite))), Throws.TypeOf<FormatException>().With.Message.Contains("'data_bn.bias' holds"));
    }

    [Test]
    public void Twenty_joints_are_two_layouts_unless_the_graph_tells()
    {
        EncoderTensor Graph(SkeletonLayout layout) => EncoderLayout.Adjacency(layout, GraphDistance.OneHop);
        var twenty = Named("").Select(entry => entry.Name.StartsWith("edge_importance", StringComparison.Ordinal) ? (entry.Name, new([3, 20, 20], new float[1200]))
            : entry.Name.StartsWith("data_bn", StringComparison.Ordinal) ? (entry.Name, new([60], new float[60])) : entry).Where(entry => entry.Name != "A").ToList();
        Assert.That(() => _context.Transforms.Skeleton.LoadEncoder(Write(TorchFile.StateDict(twenty))), Throws.TypeOf<FormatException>().With.Message.Contains("kinect-v1, utd-mhad").And.Message.Contains("EncoderLoadOptions.Layout"));
        using var told = _context.Transforms.Skeleton.LoadEncoder(Write(TorchFile.StateDict([.. twenty, ("A", Graph(SkeletonLayout.UtdMhad))])));
        Assert.That(told.Layout, Is.EqualTo(SkeletonLayout.UtdMhad));
        Assert.That(() => _context.Transforms.Skeleton.LoadEncoder(Write(TorchFile.StateDict(twenty)), new EncoderLoadOptions { Layout = SkeletonLayout.NtuRgbd }), Throws.TypeOf<FormatException>().With.Message.Contains("for 20 joints"));
    }

    [Test]
    public void Safetensors_bring_weights_and_configuration_back_to_the_bit([Values("encoder_q.", "")] string prefix, [Values] bool excludeAbsent)
    {
        var golden = GoldenEncoders.Small(excludeAbsent, SkeletonStream.Bone);
        using var saved = EmbeddingFixture.Transformer(encoder: golden);
        var path = Path.Combine(_folder, "weights.safetensors");
        saved.SaveWeights(path, prefix);
        using var loaded = _context.Transforms.Skeleton.LoadEncoder(path);
        Assert.That(Features(loaded), Is.EqualTo(Features(saved)));
        Assert.That((loaded.Shape, loaded.Layout, loaded.Stream, loaded.Encoder.ExcludeAbsentBodies), Is.EqualTo((golden.Shape, golden.Layout, golden.Stream, excludeAbsent)));
        Assert.That(loaded.Encoder.Weights.Keys, Is.EquivalentTo(golden.Weights.Keys.Where(name => !name.StartsWith("dropout.", StringComparison.Ordinal))));
        var view = EmbeddingFixture.View(EmbeddingFixture.Clips(3));
        Assert.That(_context.Transforms.Skeleton.Embed("Features", "Skeleton", path).Fit(view).Transform(view).GetColumn<float[]>("Features"), Is.EqualTo(saved.Transform(view).GetColumn<float[]>("Features")), "Embed reads it too");
    }

    [Test]
    public void A_model_that_holds_a_loaded_encoder_needs_the_weights_file_no_more()
    {
        var weights = Write(TorchFile.StateDict(Named("encoder_q.")));
        var model = Path.Combine(_folder, "model.zip");
        var view = EmbeddingFixture.View(EmbeddingFixture.Clips(4));
        using var loaded = _context.Transforms.Skeleton.LoadEncoder(weights, new EncoderLoadOptions { Frames = 16 });
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
        using var loaded = _context.Transforms.Skeleton.LoadEncoder(path, new EncoderLoadOptions { Frames = 24, ExcludeAbsentBodies = true, Stream = SkeletonStream.Motion, OutputColumnName = "Embedding" });
        Assert.That((loaded.Shape.Frames, loaded.Stream, loaded.Encoder.ExcludeAbsentBodies, loaded.OutputColumnName), Is.EqualTo((24, SkeletonStream.Motion, true, "Embedding")));
    }

    [Test]
    public void Options_out_of_range_and_the_old_format_are_told()
    {
        Assert.That(() => _context.Transforms.Skeleton.LoadEncoder("x.pt", new EncoderLoadOptions { Frames = 0 }), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("EncoderLoadOptions.Frames is 0; allowed: 1 to 100000"));
        Assert.That(() => _context.Transforms.Skeleton.LoadEncoder("x.pt", new EncoderLoadOptions { GpuDeviceId = -1 }), Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("GpuDeviceId"));
        Assert.That(() => _context.Transforms.Skeleton.Embed("Features", "Skeleton", "x.onnx", gpuDeviceId: -1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("GpuDeviceId"));
        Assert.That(() => _context.Transforms.Skeleton.LoadEncoder("nowhere.pt"), Throws.TypeOf<FileNotFoundException>());
        Assert.That(() => _context.Transforms.Skeleton.LoadEncoder(Write([0x80, 2, 0x8a, 0x0a, .. "l\u00fc"u8])), Throws.TypeOf<FormatException>().With.Message.Contains("before version 1.6"));
    }

    private static IEnumerable<(string Name, EncoderTensor Tensor)> Named(string prefix) => Golden.Weights.Where(weight => weight.Key != "A").Select(weight => (prefix + weight.Key, weight.Value));

    private static float[] Features(ITransformer transformer) => [.. transformer.Transform(EmbeddingFixture.View(EmbeddingFixture.Clips(4))).GetColumn<float[]>("Features").SelectMany(row => row)];

    private string Write(byte[] content)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():n}.pt");
        File.WriteAllBytes(path, content);
        return path;
    }
}
