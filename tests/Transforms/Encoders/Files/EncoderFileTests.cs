using System.Runtime.InteropServices;
using Google.Protobuf;
using Microsoft.ML;
using MsMclr.MLNet.Transforms.Encoders.Network;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

/// <summary>encoder.onnx as one reads a stranger's file.</summary>
public class EncoderFileTests
{
    private static readonly byte[] Model = EncoderOnnx.Write(GoldenEncoders.Small());

    [Test]
    public void What_is_written_is_read()
    {
        var written = GoldenEncoders.Small(excludeAbsent: true, SkeletonStream.Bone);
        var read = EncoderOnnx.Read(EncoderOnnx.Write(written));
        Assert.That((read.Shape, read.Layout, read.Stream, read.HiddenChannels, read.FeatureSize, read.ExcludeAbsentBodies),
            Is.EqualTo((written.Shape, written.Layout, written.Stream, written.HiddenChannels, written.FeatureSize, written.ExcludeAbsentBodies)));
        Assert.That(read.Weights.Keys, Is.EquivalentTo(written.Weights.Keys));
        foreach (var (name, tensor) in written.Weights)
            Assert.That((read.Weights[name].Shape, read.Weights[name].Values), Is.EqualTo((tensor.Shape, tensor.Values)), name);
    }

    [Test]
    public void About_ten_operators_do()
        => Assert.That(ModelProto.Parser.ParseFrom(Model).Graph.Node.Select(node => node.OpType).Distinct().Count(), Is.LessThanOrEqualTo(16));

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
                broken[random.Next(2) == 0 ? random.Next(broken.Length) : broken.Length - 1 - random.Next(4000)] = (byte)random.Next(256);
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
        Assert.That(() => EncoderOnnx.Read(foreign.ToModel()), Throws.TypeOf<FormatException>().With.Message.Contains("not an encoder written by SaveEncoder"));
    }

    [Test]
    public void A_missing_or_misshapen_weight_is_named()
    {
        Assert.That(() => EncoderOnnx.Read(Changed(model => model.Graph.Initializer.Remove(Weight(model, "edge_importance.3")))), Throws.TypeOf<FormatException>().With.Message.Contains("no weight 'edge_importance.3'"));
        Assert.That(() => EncoderOnnx.Read(Changed(model => Weight(model, "data_bn.bias").Dims[0] = 74)), Throws.TypeOf<FormatException>().With.Message.Contains("'data_bn.bias'"));
        Assert.That(() => EncoderOnnx.Read(Changed(model => Weight(model, "data_bn.bias").DataLocation = 1)), Throws.TypeOf<FormatException>().With.Message.Contains("inside the file"));
    }

    [Test]
    public void A_weight_that_is_not_finite_is_named([Values(float.NaN, float.PositiveInfinity)] float value)
    {
        var broken = Changed(model => Weight(model, "data_bn.bias").RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(Enumerable.Repeat(value, 75).ToArray())));
        Assert.That(() => EncoderOnnx.Read(broken), Throws.TypeOf<FormatException>().With.Message.Contains("'data_bn.bias' holds").And.Message.Contains("finite"));
    }

    [Test]
    public void A_variance_below_0_is_named()
    {
        var broken = Changed(model => Weight(model, "data_bn.running_var").RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(Enumerable.Repeat(-1f, 75).ToArray())));
        Assert.That(() => EncoderOnnx.Read(broken), Throws.TypeOf<FormatException>().With.Message.Contains("'data_bn.running_var' holds -1").And.Message.Contains("not negative"));
    }

    [TestCase("shape", "3,16,25,2000000000")]
    [TestCase("shape", "3,16")]
    [TestCase("stream", "Smell")]
    [TestCase("hidden_channels", "-4")]
    [TestCase("feature_size", "999999999999")]
    [TestCase("layout", "{}")]
    [TestCase("format", "2")]
    public void A_senseless_configuration_is_a_format_error(string key, string value)
        => Assert.That(() => EncoderOnnx.Read(Changed(model => model.MetadataProps.Single(entry => entry.Key == "msmclr." + key).Value = value)), Throws.TypeOf<FormatException>());

    [Test]
    public void A_file_that_is_not_there_or_no_encoder_is_named()
    {
        var ml = new MLContext();
        Assert.That(() => ml.Transforms.Skeleton.Embed("Features", "Skeleton", "nowhere.onnx"), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("nowhere.onnx"));
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "text.onnx");
        File.WriteAllText(path, "not a model");
        Assert.That(() => ml.Transforms.Skeleton.Embed("Features", "Skeleton", path), Throws.TypeOf<FormatException>().With.Message.Contains("text.onnx"));
    }

    [Test]
    public void A_write_that_fails_leaves_the_old_file_and_no_other()
    {
        var folder = Directory.CreateTempSubdirectory("msmclr-");
        var target = Path.Combine(folder.FullName, "encoder.onnx");
        Directory.CreateDirectory(target);
        using (var embed = EmbeddingFixture.Transformer())
            Assert.That(() => embed.SaveEncoder(target), Throws.InstanceOf<Exception>());
        Assert.That(folder.GetFileSystemInfos().Select(entry => entry.Name), Is.EqualTo(new[] { "encoder.onnx" }));
        folder.Delete(recursive: true);
    }

    private static TensorProto Weight(ModelProto model, string name) => model.Graph.Initializer.Single(tensor => tensor.Name == name);

    private static byte[] Changed(Action<ModelProto> change)
    {
        var model = ModelProto.Parser.ParseFrom(Model);
        change(model);
        return model.ToByteArray();
    }
}
