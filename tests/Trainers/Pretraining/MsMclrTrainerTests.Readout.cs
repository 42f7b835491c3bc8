using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <content>The read-out, which follows training.</content>
public partial class MsMclrTrainerTests
{
    [Test]
    public void Readouts_are_means_of_the_networks_blocks_within_1e_5([Values] bool excludeAbsent)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var layout = SkeletonLayout.NtuRgbd;
        using var encoder = new Encoder(GoldenEncoder.Architecture(4, 24), PreparedClips.Shape, layout, GoldenEncoder.Form, 3, CPU);
        var readout = new SkeletonReadout { Blocks = [5, SkeletonReadout.LastBlock], Groups = ReadoutGroups.Parts, Segments = 2 };
        var definition = TrainedEncoder.Describe(encoder, layout, SkeletonStream.Joint, excludeAbsent) with { Readout = readout };
        using var transformer = new SkeletonEmbeddingTransformer(new MLContext(1), definition, "Features", "Skeleton");
        float[][] clips = [.. Enumerable.Range(0, 4).Select(i => PreparedClips.Clip(i, PreparedClips.Shape, secondBody: i % 2 == 0))];
        float[] all = [.. clips.SelectMany(clip => clip)];
        using var rows = excludeAbsent ? BodyRows.Present(all, 4, PreparedClips.Shape, CPU) : BodyRows.All(2);
        var blocks = new List<float[]>();
        encoder.Features(tensor(all, [4L, 3, 12, 25, 2]), rows, training: false, (stage, map) =>
        {
            if (stage is "block4" or "block9")
                blocks.Add(TensorValues.ToArray(rows.Pool(Parts(map, layout))));
        });
        var clipsOfBlocks = blocks.Select(block => block.Chunk(block.Length / clips.Length).ToArray()).ToList();
        float[] expected = [.. clips.SelectMany((_, clip) => clipsOfBlocks.SelectMany(block => block[clip]))];
        var chunks = clips.Select(clip => new PreparedClips.Row { Skeleton = clip });
        var view = new MLContext(1).Data.LoadFromEnumerable(chunks, PreparedClips.Definition());
        GoldenData.AssertClose(expected, PreparedClips.Features(transformer, view), 1e-5, 1e-5, "features");
    }

    [Test]
    public void Parts_are_contrasted_as_they_are_read_out([Values] bool excludeAbsent)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var layout = SkeletonLayout.NtuRgbd;
        using var encoder = new Encoder(GoldenEncoder.Architecture(4, 24), PreparedClips.Shape, layout, GoldenEncoder.Form, 3, CPU);
        float[] all = [.. Enumerable.Range(0, 4).SelectMany(i => PreparedClips.Clip(i, PreparedClips.Shape, secondBody: i % 2 == 0))];
        using var rows = excludeAbsent ? BodyRows.Present(all, 4, PreparedClips.Shape, CPU) : BodyRows.All(2);
        var clips = tensor(all, [4L, 3, 12, 25, 2]);
        using var readout = new NetworkReadout(encoder, new SkeletonReadout { Groups = ReadoutGroups.Parts, Segments = 2 }, layout, CPU);
        var pooled = encoder.Head.PoolParts(encoder.Features(clips, rows, training: false), rows, segments: 2);
        Assert.That(pooled.shape, Is.EqualTo(new long[] { 4, 1 + (2 * 10), 24 }));
        var parts = TensorValues.ToArray(pooled.narrow(1, 1, 20));
        GoldenData.AssertClose(TensorValues.ToArray(readout.Of(clips, rows)), parts, 1e-6, 1e-5, "parts");
    }

    [Test]
    public void The_recipes_readout_is_the_trained_encoders()
    {
        var context = new MLContext(1);
        var view = PreparedClips.View(context, 8);
        var options = PreparedClips.Options(epochs: 0);
        var halves = new SkeletonReadout { Groups = ReadoutGroups.Parts, Segments = 2 };
        options.Recipe = options.Recipe with { Readout = halves };
        using var encoder = context.SelfSupervised.Trainers.MsMclr(options).Fit(view);
        Assert.That((encoder.Readout, encoder.EmbeddingSize), Is.EqualTo((halves, 2 * 10 * 16)));
        var type = encoder.GetOutputSchema(view.Schema)["Features"].Type;
        Assert.That(type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 320)));
        var streams = context.SelfSupervised.Trainers.MsMclrThreeStreams(options).Fit(view).Transform(view);
        Assert.That(streams.Schema["Features"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 960)));
    }

    // [R, C', T', V] to [R, 2 * 10 * C']: halves of the frames, then parts, then channels.
    private static Tensor Parts(Tensor map, SkeletonLayout layout)
    {
        var means = new List<Tensor>();
        var middle = map.shape[2] / 2;
        foreach (var half in new[] { map.narrow(2, 0, middle), map.narrow(2, middle, map.shape[2] - middle) })
        {
            foreach (var part in layout.Parts)
            {
                long[] joints = [.. part.Joints.Select(joint => (long)joint)];
                means.Add(half.index_select(3, tensor(joints)).mean([2L, 3L]));
            }
        }

        return cat(means, 1);
    }
}
