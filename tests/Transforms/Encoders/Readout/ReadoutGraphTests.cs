using MsMclr.MLNet.Transforms.Encoders.Definition;

namespace MsMclr.MLNet.Tests;

/// <summary>Read-outs against their definition, in all forms of the graph.</summary>
public class ReadoutGraphTests
{
    private static readonly SkeletonReadout EveryBlock = new()
    {
        Blocks = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        Groups = ReadoutGroups.Regions,
        Segments = 3,
    };

    private static readonly SkeletonLayout Undivided = LayoutOf("undivided", regions: [[0, 1, 2, 3]]);
    private static readonly SkeletonLayout WithoutParts = LayoutOf("without parts", regions: [[0, 3], [1, 2]]);

    private static IEnumerable<SkeletonLayout> Layouts() => [.. SkeletonLayout.Known, WithoutParts, Undivided];

    private static IEnumerable<SkeletonReadout> Readouts() =>
    [
        SkeletonReadout.Global,
        SkeletonReadout.MultiScale,
        new SkeletonReadout { Groups = ReadoutGroups.Parts, Segments = 2 },
        SkeletonReadout.Global with { Pooling = ReadoutPooling.Max },
        SkeletonReadout.Global with { Segments = 16, Pooling = ReadoutPooling.Mean | ReadoutPooling.Max },
        SkeletonReadout.MultiScale with { Pooling = ReadoutPooling.Mean | ReadoutPooling.Max, Segments = 3 },
        SkeletonReadout.MultiScale with { Blocks = [7] },
        new SkeletonReadout { Blocks = [1, 8, 10], Groups = ReadoutGroups.Joints, Segments = 2 },
        EveryBlock,
    ];

    [TestCaseSource(nameof(Readouts))]
    public void A_readout_is_what_its_definition_says(SkeletonReadout readout)
    {
        var encoder = RandomEncoder.Of(SkeletonLayout.NtuRgbd) with { Readout = readout };
        AssertDefined(encoder, GroupsOf(encoder));
    }

    [TestCaseSource(nameof(Layouts))]
    public void Every_layout_is_read_out_by_parts(SkeletonLayout layout)
    {
        var encoder = RandomEncoder.Of(layout) with { Readout = SkeletonReadout.MultiScale };
        AssertDefined(encoder, GroupsOf(encoder));
    }

    [Test]
    public void Absent_bodies_are_left_out_or_count_as_the_encoder_says([Values] bool exclude)
    {
        var encoder = RandomEncoder.Of(SkeletonLayout.KinectV1) with { Readout = EveryBlock, ExcludeAbsentBodies = exclude };
        AssertDefined(encoder, GroupsOf(encoder));
    }

    [Test]
    public void A_clip_of_odd_length_is_divided_between_frames([Values(1, 7, 25)] int frames)
    {
        var encoder = RandomEncoder.Of(SkeletonLayout.KinectV1, frames) with { Readout = EveryBlock };
        AssertDefined(encoder, GroupsOf(encoder));
    }

    [TestCaseSource(nameof(Readouts))]
    public void Batches_saved_models_and_the_plain_file_agree(SkeletonReadout readout)
    {
        var encoder = GoldenEncoders.Small(excludeAbsent: true, SkeletonStream.Bone) with { Readout = readout };
        var clips = RandomEncoder.Clips(encoder);
        using var embed = EmbeddingFixture.Transformer(batchSize: 3, encoder);
        var view = EmbeddingFixture.View(clips);
        var scored = embed.Transform(view).Vectors("Features");
        Assert.That(scored, Is.EqualTo(EmbeddingFixture.Oracle(encoder, clips)), "one clip at a time");
        Assert.That(Reading.SaveAndLoad(embed, view).Vectors("Features"), Is.EqualTo(scored), "a loaded model");
        foreach (var (features, plain) in scored.Zip(EmbeddingFixture.PlainOracle(encoder, clips)))
            Assert.That(features, Is.EqualTo(plain).Within(1e-5 * plain.Max(Math.Abs)), "encoder.onnx");
    }

    private static void AssertDefined(EncoderDefinition encoder, int[][] groups)
    {
        var clips = RandomEncoder.Clips(encoder);
        var naive = new NaiveReadout(encoder, groups);
        using var embed = EmbeddingFixture.Transformer(encoder: encoder);
        var scored = embed.Transform(EmbeddingFixture.View(clips, encoder)).Vectors("Features");
        Assert.That(scored, Has.All.Length.EqualTo(encoder.EmbeddingSize));
        foreach (var (features, clip) in scored.Zip(clips))
        {
            var expected = naive.Of(clip);
            Assert.That(features, Is.EqualTo(expected).Within(1e-5 * expected.Max(Math.Abs)));
        }
    }

    // Parts where there are several, else regions where there are several, else everything.
    private static int[][] GroupsOf(EncoderDefinition encoder)
    {
        var layout = encoder.Layout;
        int[][] parts = [.. layout.Parts.Select(part => part.Joints.ToArray())];
        int[][] regions = [.. layout.Regions.Select(region => region.Joints.ToArray())];
        int[][] body = [[.. Enumerable.Range(0, layout.JointCount)]];
        if (encoder.Readout.Groups == ReadoutGroups.Joints)
            return [.. body[0].Select(joint => new[] { joint })];
        if (encoder.Readout.Groups == ReadoutGroups.Parts && parts.Length > 1)
            return parts;
        return encoder.Readout.Groups != ReadoutGroups.Body && regions.Length > 1 ? regions : body;
    }

    // Four joints in a row, and one part of all of them.
    private static SkeletonLayout LayoutOf(string name, int[][] regions) => new(
        name,
        joints: ["a", "b", "c", "d"],
        bones: [new(1, 0), new(2, 1), new(3, 2)],
        center: 0,
        mirror: [0, 1, 2, 3],
        parts: [new("all", [0, 1, 2, 3])],
        regions: regions.Select((joints, number) => new JointGroup($"region {number}", joints)));
}
