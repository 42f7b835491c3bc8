using System.Text.Json;
using CsCheck;
using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Tests;

public class EncoderArchitectureTests
{
    private static readonly Gen<EncoderHead?> Heads = Gen.Select(Gen.Int[0, 2], Gen.Int[1, 200], Head);

    private static readonly Gen<EncoderArchitecture> Architectures =
        from channels in Gen.Int[1, 6]
        from joints in Gen.Int[1, 40]
        from hidden in Gen.Int[1, 32]
        from features in Gen.OneOf(Gen.Int[1, 300], Gen.Const(4 * hidden))
        from subsets in Gen.Int[1, 16]
        from head in Heads
        select new EncoderArchitecture(channels, joints, hidden, features) { Subsets = subsets, Head = head };

    [TestCase("small_encoder_state", 4, 16, 8)]
    [TestCase("full_encoder_state", 16, 256, 128)]
    public void Names_shapes_and_order_are_PyTorchs(string pack, int hidden, int features, int projection)
    {
        var architecture = new EncoderArchitecture(3, 25, hidden, features) { Head = new(projection, HasHiddenLayer: true) };
        Assert.That(architecture.Parameters.Select(Text), Is.EqualTo(Recorded(pack)));
    }

    [Test]
    public void Trained_tensors_are_those_that_have_a_gradient_in_PyTorch()
    {
        var architecture = new EncoderArchitecture(3, 25, 4, 16) { Head = new(8, HasHiddenLayer: true) };
        var trained = architecture.Parameters.Where(parameter => parameter.IsTrained);
        Assert.That(trained.Select(Text), Is.EqualTo(Recorded("small_encoder_grads")));
    }

    [Test]
    public void The_papers_encoder_has_the_authors_parameters_but_for_their_unused_module()
    {
        var trained = EncoderArchitecture.Paper.Parameters.Where(parameter => parameter.IsTrained).ToList();
        Assert.That(trained.Sum(parameter => parameter.Length), Is.EqualTo(1_035_940 - 99_200));
        var attention = trained.Where(parameter => parameter.Name.StartsWith("m2a.", StringComparison.Ordinal));
        Assert.That(attention.Sum(parameter => parameter.Length), Is.EqualTo(16_672));
    }

    [Test]
    public void Frames_are_halved_twice_and_rounded_up()
    {
        var frames = new List<int>();
        var left = 50;
        foreach (var block in EncoderArchitecture.Paper.Blocks)
        {
            left = block.FramesAfter(left);
            frames.Add(left);
        }

        Assert.That(frames, Is.EqualTo(new[] { 50, 50, 50, 50, 25, 25, 25, 13, 13, 13 }));
        Assert.That(EncoderArchitecture.Paper.OutputFrames(50), Is.EqualTo(13));
        Assert.That(EncoderArchitecture.Paper.OutputFrames(1), Is.EqualTo(1));
    }

    [Test]
    public void A_block_takes_what_the_block_before_it_gives() => Architectures.Sample(architecture =>
    {
        var inputs = architecture.Channels;
        foreach (var block in architecture.Blocks)
        {
            Assert.That(block.Inputs, Is.EqualTo(inputs));
            inputs = block.Outputs;
        }

        Assert.That(inputs, Is.EqualTo(architecture.FeatureSize));
    });

    [Test]
    public void A_last_block_that_keeps_its_width_adds_its_input_as_it_is()
    {
        Assert.That(new EncoderArchitecture(3, 25, 4, 16).Blocks[^1].Residual, Is.EqualTo(BlockResidual.Identity));
        Assert.That(new EncoderArchitecture(3, 25, 4, 24).Blocks[^1].Residual, Is.EqualTo(BlockResidual.Projection));
    }

    [Test]
    public void Scoring_needs_the_graph_and_neither_the_head_nor_motion_attention()
    {
        var required = EncoderArchitecture.Paper.Required.Select(parameter => parameter.Name).ToList();
        Assert.That(required, Does.Contain("A").And.Contain("edge_importance.9").And.Contain("data_bn.running_var"));
        Assert.That(required, Has.None.StartsWith("fc.").And.None.StartsWith("m2a."));
        Assert.That(required, Has.Count.EqualTo(EncoderArchitecture.Paper.Parameters.Count + 1 - 8));
    }

    [Test]
    public void Inference_inverts_construction() => Architectures.Sample(architecture =>
    {
        var inferred = EncoderArchitecture.Infer(Shapes(architecture));
        Assert.That(inferred.Head, Is.EqualTo(architecture.Head));
        Assert.That(inferred.Parameters.Select(Text), Is.EqualTo(architecture.Parameters.Select(Text)));
        Assert.That(Text(inferred.Adjacency), Is.EqualTo(Text(architecture.Adjacency)));
        Assert.That(inferred.Blocks, Is.EqualTo(architecture.Blocks));
    });

    [Test]
    public void Inference_assumes_the_papers_sizes_where_nothing_is_told()
    {
        var inferred = EncoderArchitecture.Infer(new Dictionary<string, long[]>());
        Assert.That(inferred.Required.Select(Text), Is.EqualTo(EncoderArchitecture.Paper.Required.Select(Text)));
        Assert.That(inferred.Head, Is.Null);
    }

    [TestCase(0L)]
    [TestCase(8193L)]
    [TestCase(long.MaxValue)]
    public void Inference_does_not_believe_sizes_that_no_encoder_has(long size)
    {
        var shapes = Shapes(EncoderArchitecture.Paper).ToDictionary(entry => entry.Key, entry => entry.Value.Select(_ => size).ToArray());
        var inferred = EncoderArchitecture.Infer(shapes);
        Assert.That(inferred.Required.Select(Text), Is.EqualTo(EncoderArchitecture.Paper.Required.Select(Text)));
    }

    private static EncoderHead? Head(int layers, int outputs) => layers == 0 ? null : new EncoderHead(outputs, HasHiddenLayer: layers == 2);

    private static Dictionary<string, long[]> Shapes(EncoderArchitecture architecture)
        => architecture.Parameters.Append(architecture.Adjacency).ToDictionary(parameter => parameter.Name, parameter => parameter.Shape);

    private static string Text(EncoderParameter parameter) => $"{parameter.Name} [{string.Join(", ", parameter.Shape)}]";

    // What the authors' code wrote about its own tensors. Its module 'dropout' is never called, so we have none.
    private static List<string> Recorded(string pack)
    {
        using var manifest = GoldenData.Manifest("manifest.json");
        var entries = manifest.RootElement.GetProperty("packs").GetProperty(pack).EnumerateArray();
        return [.. entries.Select(Text).Where(text => !text.StartsWith("dropout.", StringComparison.Ordinal))];
    }

    private static string Text(JsonElement entry)
        => $"{entry.GetProperty("name").GetString()} [{string.Join(", ", entry.GetProperty("shape").EnumerateArray())}]";
}
