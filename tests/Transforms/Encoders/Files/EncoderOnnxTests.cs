using System.Runtime.InteropServices;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MsMclr.MLNet.Transforms.Encoders.Files;
using MsMclr.MLNet.Transforms.Onnx;
using MsMclr.MLNet.Transforms.Preparation;

namespace MsMclr.MLNet.Tests;

/// <summary>encoder.onnx, written for everybody and read as one reads a stranger's file.</summary>
public class EncoderOnnxTests
{
    private static readonly byte[] Model = EncoderOnnx.Write(GoldenEncoders.Small());

    [Test]
    public void The_small_model_gives_the_golden_features()
        => GoldenData.AssertMatches("small/eval/q_pooled.npy", Run(EncoderOnnx.Write(GoldenEncoders.Small()), "small/input_A_im_q.npy"));

    [Test]
    public void The_full_model_gives_the_golden_features()
        => GoldenData.AssertMatches("full/eval_pooled.npy", Run(EncoderOnnx.Write(GoldenEncoders.Full()), "full/input.npy"));

    [Test]
    public void What_is_written_is_read()
    {
        var written = GoldenEncoders.Small(excludeAbsent: true, SkeletonStream.Bone);
        var read = EncoderOnnx.Read(EncoderOnnx.Write(written));
        Assert.That(read with { Weights = written.Weights }, Is.EqualTo(written), "the configuration");
        Assert.That(read.Weights.Keys, Is.EquivalentTo(written.Weights.Keys));
        foreach (var (name, tensor) in written.Weights)
            Assert.That((read.Weights[name].Shape, read.Weights[name].Values), Is.EqualTo((tensor.Shape, tensor.Values)), name);
    }

    [Test]
    public void What_no_node_reads_is_no_initializer_so_that_no_runtime_warns_of_it([Values] bool single)
    {
        foreach (var encoder in new[] { GoldenEncoders.Small(), GoldenEncoders.Small(true, SkeletonStream.Bone), GoldenEncoders.Full() })
        {
            var file = single ? EncoderOnnx.WriteSingle(encoder, new float[encoder.EmbeddingSize], "y", "x") : EncoderOnnx.Write(encoder);
            var graph = ModelProto.Parser.ParseFrom(file).Graph;
            var read = graph.Node.SelectMany(node => node.Input).ToHashSet();
            Assert.That(graph.Initializer.Select(tensor => tensor.Name).Where(name => !read.Contains(name)), Is.Empty);
        }
    }

    [Test]
    public void A_file_that_has_every_weight_as_an_initializer_is_read_as_before()
    {
        var older = Changed(model =>
        {
            var moved = model.MetadataProps.Where(entry => entry.Key.StartsWith("msmclr.weight.")).ToList();
            Assert.That(moved, Is.Not.Empty, "the embedding does not need every weight");
            foreach (var entry in moved)
            {
                model.MetadataProps.Remove(entry);
                var name = entry.Key["msmclr.weight.".Length..];
                var tensor = TensorText.Read(name, entry.Value);
                var initializer = new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Float };
                initializer.Dims.AddRange(tensor.Shape);
                initializer.FloatData.AddRange(tensor.Values);
                model.Graph.Initializer.Add(initializer);
            }
        });
        var read = EncoderOnnx.Read(older).Weights;
        foreach (var (name, tensor) in GoldenEncoders.Small().Weights)
            Assert.That(read[name].Values, Is.EqualTo(tensor.Values), name);
    }

    [Test]
    public void A_damaged_weight_in_the_metadata_is_named()
    {
        foreach (var text in new[] { "", "3", "3;", "x;AAAA", "1;AAA", "1;AAAA!!!!", "2;AAAAAA==", "99999999999999999999;AAAAAA==" })
        {
            var name = "";
            var broken = Changed(model =>
            {
                var entry = model.MetadataProps.First(entry => entry.Key.StartsWith("msmclr.weight."));
                name = entry.Key["msmclr.weight.".Length..];
                entry.Value = text;
            });
            AssertRefused(broken, $"'{name}'");
        }
    }

    [Test]
    public void The_preparation_is_written_and_read()
    {
        var small = GoldenEncoders.Small();
        var preparation = new ClipPreparation(
            small.Layout, small.Shape, ClipLengthRule.All, ClipCentering.None, ClipTurning.BetweenBodies, ClipScale.Box)
        {
            MissingJoints = MissingJoints.Hold,
            LongestInterpolatedGap = 7,
        };
        var file = EncoderOnnx.Write(small with { Preparation = preparation });
        Assert.That(EncoderOnnx.Read(file).Preparation, Is.EqualTo(preparation));
        Assert.That(EncoderOnnx.Read(Model).Preparation, Is.Null, "nobody has said it");
        var model = ModelProto.Parser.ParseFrom(file);
        var entry = model.MetadataProps.Single(entry => entry.Key == "msmclr.preparation");
        Assert.That(entry.Value, Does.Contain("\"turning\":\"BetweenBodies\"").And.Contain("\"longest_interpolated_gap\":7"));
        foreach (var broken in new[] { "", "{}", "[]", "7", entry.Value.Replace("16", "17"), entry.Value.Replace("Box", "Bix"), "null" })
        {
            entry.Value = broken;
            AssertRefused(model.ToByteArray(), "The preparation");
        }
    }

    [Test]
    public void About_ten_operators_do()
    {
        var operators = ModelProto.Parser.ParseFrom(Model).Graph.Node.Select(node => node.OpType).Distinct();
        Assert.That(operators.Count(), Is.LessThanOrEqualTo(16));
    }

    [Test]
    public void Cut_anywhere_it_is_a_format_error()
    {
        for (var length = 0; length < Model.Length; length += 4999)
            Assert.That(() => EncoderOnnx.Read(Model[..length]), Throws.TypeOf<FormatException>(), $"{length} bytes");
    }

    [Test]
    public void Flipped_bytes_never_do_worse_than_a_format_error()
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var broken = Model.ToArray();
            for (var i = 0; i < 20; i++)
            {
                var anywhere = random.Next(2) == 0;
                var at = anywhere ? random.Next(broken.Length) : broken.Length - 1 - random.Next(4000);
                broken[at] = (byte)random.Next(256);
            }

            try
            {
                EncoderOnnx.Read(broken);
            }
            catch (FormatException)
            {
            }
        }
    }

    [Test]
    public void A_foreign_model_is_told_apart()
    {
        var foreign = new OnnxGraph("foreign");
        foreign.Output("y", foreign.Input("x", 1), 1);
        AssertRefused(foreign.ToModel(), "not an encoder written by SaveEncoder");
    }

    [Test]
    public void A_missing_or_misshapen_weight_is_named()
    {
        var missing = Changed(model => model.Graph.Initializer.Remove(Weight(model, "edge_importance.3")));
        AssertRefused(missing, "no weight 'edge_importance.3'");
        AssertRefused(Changed(model => Weight(model, "data_bn.bias").Dims[0] = 74), "'data_bn.bias'");
        AssertRefused(Changed(model => Weight(model, "data_bn.bias").DataLocation = 1), "inside the file");
    }

    [Test]
    public void A_weight_that_is_not_finite_is_named([Values(float.NaN, float.PositiveInfinity)] float value)
    {
        var broken = Changed(model => Weight(model, "data_bn.bias").RawData = Repeated(value, 75));
        AssertRefused(broken, "'data_bn.bias' holds");
        AssertRefused(broken, "finite");
    }

    [Test]
    public void A_variance_below_0_is_named()
    {
        var broken = Changed(model => Weight(model, "data_bn.running_var").RawData = Repeated(-1, 75));
        AssertRefused(broken, "'data_bn.running_var' holds -1");
        AssertRefused(broken, "not negative");
    }

    [TestCase("shape", "3,16,25,2000000000")]
    [TestCase("shape", "3,16")]
    [TestCase("stream", "Smell")]
    [TestCase("hidden_channels", "-4")]
    [TestCase("feature_size", "999999999999")]
    [TestCase("layout", "{}")]
    [TestCase("format", "2")]
    public void A_senseless_configuration_is_a_format_error(string key, string value)
    {
        var broken = Changed(model => model.MetadataProps.Single(entry => entry.Key == "msmclr." + key).Value = value);
        Assert.That(() => EncoderOnnx.Read(broken), Throws.TypeOf<FormatException>());
    }

    private static void AssertRefused(byte[] model, string message)
        => Assert.That(() => EncoderOnnx.Read(model), Throws.TypeOf<FormatException>().With.Message.Contains(message));

    private static ByteString Repeated(float value, int count)
        => ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(Enumerable.Repeat(value, count).ToArray()));

    private static TensorProto Weight(ModelProto model, string name) => model.Graph.Initializer.Single(tensor => tensor.Name == name);

    private static byte[] Changed(Action<ModelProto> change)
    {
        var model = ModelProto.Parser.ParseFrom(Model);
        change(model);
        return model.ToByteArray();
    }

    private static float[] Run(byte[] model, string inputFile)
    {
        var input = GoldenArray.Read(inputFile);
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(model, options);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("clips", new DenseTensor<float>(input.Values, input.Shape))]);
        return [.. results[0].AsEnumerable<float>()];
    }
}
