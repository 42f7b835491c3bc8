using Google.Protobuf;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Transforms.Encoders.Files;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

/// <content>What files keep of a read-out, and encoders that are read out anew.</content>
public partial class SkeletonReadoutTests
{
    private static readonly MLContext Context = new(1);
    private const int EmbeddingSize = 20 * (16 + (4 * 4)); // Ten parts in two halves, D = 16 and c = 4.
    private static readonly float[][] Clips = EmbeddingFixture.Clips(4);

    [Test]
    public void Every_file_of_ours_keeps_the_readout()
    {
        using var folder = new TemporaryFolder();
        using var written = Encoder(SkeletonReadout.MultiScale);
        foreach (var path in Save(written, folder))
        {
            using var read = Context.Transforms.Skeleton.LoadEncoder(path);
            var expected = (SkeletonReadout.MultiScale, EmbeddingSize, 16);
            Assert.That((read.Readout, read.EmbeddingSize, read.FeatureSize), Is.EqualTo(expected), path);
            Assert.That(Features(read), Is.EqualTo(Features(written)), path);
        }
    }

    [Test]
    public void An_encoder_is_read_out_anew_whatever_its_file_says()
    {
        using var folder = new TemporaryFolder();
        var few = new SkeletonReadout { Blocks = [4], Groups = ReadoutGroups.Regions };
        foreach (var (before, after) in new[] { (few, SkeletonReadout.Global), (SkeletonReadout.Global, SkeletonReadout.MultiScale) })
        {
            using var written = Encoder(before);
            using var expected = Encoder(after);
            foreach (var path in Save(written, folder))
            {
                using var read = Context.Transforms.Skeleton.LoadEncoder(path, new() { Readout = after });
                Assert.That(Features(read), Is.EqualTo(Features(expected)), $"{before} of {path} as {after}");
            }
        }
    }

    [Test]
    public void The_papers_readout_leaves_no_trace_in_a_file()
    {
        var model = ModelProto.Parser.ParseFrom(EncoderOnnx.Write(GoldenEncoders.Small()));
        Assert.That(model.MetadataProps.Select(entry => entry.Key), Has.None.EqualTo("msmclr.readout"));
        var pooling = model.Graph.Node.Last(node => node.OpType.StartsWith("Reduce", StringComparison.Ordinal));
        Assert.That((pooling.OpType, pooling.Attribute[0].Ints), Is.EqualTo(("ReduceMean", new long[] { 2, 3 })));
    }

    [Test]
    public void A_readout_that_is_none_is_a_format_error()
    {
        var encoder = GoldenEncoders.Small() with { Readout = SkeletonReadout.MultiScale };
        var model = ModelProto.Parser.ParseFrom(EncoderOnnx.Write(encoder));
        model.MetadataProps.Single(entry => entry.Key == "msmclr.readout").Value = "everything";
        var refused = Throws.TypeOf<FormatException>().With.Message.Contains("msmclr.readout").And.Message.Contains("everything");
        Assert.That(() => EncoderOnnx.Read(model.ToByteArray()), refused);
    }

    [Test]
    public void Numbers_of_the_embedding_have_names_of_their_own()
    {
        var halves = new SkeletonReadout { Groups = ReadoutGroups.Parts, Segments = 2 };
        using var embed = Encoder(halves with { Pooling = ReadoutPooling.Mean | ReadoutPooling.Max });
        var names = Names(embed);
        Assert.That(names, Has.Length.EqualTo(640).And.Unique);
        Assert.That((names[0], names[319]), Is.EqualTo(("block10.trunk.1of2.1", "block10.right foot.2of2.16")));
        Assert.That(names[320 + 32], Is.EqualTo("block10.left arm.1of2.max.1"));
        using var global = Encoder(SkeletonReadout.Global);
        Assert.That(Names(global)[16 - 1], Is.EqualTo("block10.body.1of1.16"));
    }

    [Test]
    public void Permutation_importance_finds_the_names()
    {
        var view = EmbeddingFixture.View(EmbeddingFixture.Clips(24));
        using var embed = Encoder(SkeletonReadout.Global);
        var labels = Context.Transforms.Expression("Label", "x => x % 2", "Number")
            .Append(Context.Transforms.Conversion.MapValueToKey("Label"));
        var labeled = labels.Fit(view).Transform(view);
        var embedded = Context.Data.Cache(embed.Transform(labeled), "Features", "Label");
        var trainers = Context.MulticlassClassification.Trainers;
        ITransformer head = trainers.LbfgsMaximumEntropy().Fit(embedded);
        var importance = Context.MulticlassClassification.PermutationFeatureImportance(head, embedded);
        Assert.That(importance.Keys, Is.EquivalentTo(Names(embed)));
    }

    [Test]
    public void Feature_contributions_keep_the_names()
    {
        var view = EmbeddingFixture.View(EmbeddingFixture.Clips(24));
        using var embed = Encoder(SkeletonReadout.Global);
        var labeled = Context.Transforms.Expression("Label", "x => x % 2 > 0", "Number").Fit(view).Transform(view);
        var embedded = Context.Data.Cache(embed.Transform(labeled), "Features", "Label");
        var head = Context.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(embedded);
        var scored = head.Transform(embedded);
        var contributions = Context.Transforms.CalculateFeatureContribution(head, normalize: false).Fit(scored).Transform(scored);
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        contributions.Schema["FeatureContributions"].GetSlotNames(ref names);
        Assert.That(names.DenseValues().Select(name => name.ToString()), Is.EqualTo(Names(embed)));
    }

    private static SkeletonEmbeddingTransformer Encoder(SkeletonReadout readout)
        => EmbeddingFixture.Transformer(encoder: GoldenEncoders.Small(excludeAbsent: true) with { Readout = readout });

    private static float[][] Features(SkeletonEmbeddingTransformer encoder)
        => encoder.Transform(EmbeddingFixture.View(Clips)).Vectors("Features");

    private static string[] Save(SkeletonEmbeddingTransformer encoder, TemporaryFolder folder)
    {
        string[] paths = [folder.File("encoder.onnx"), folder.File("encoder.safetensors"), folder.File("model.zip")];
        encoder.SaveEncoder(paths[0]);
        encoder.SaveWeights(paths[1]);
        Context.Model.Save(encoder, EmbeddingFixture.View(Clips).Schema, paths[2]);
        return paths;
    }

    private static string[] Names(SkeletonEmbeddingTransformer encoder)
    {
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        encoder.GetOutputSchema(EmbeddingFixture.View(Clips).Schema)["Features"].GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
