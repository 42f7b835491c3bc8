using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public class NearestNeighborProbeTests
{
    private static readonly MLContext Context = new(1);

    [Test]
    public void A_probe_is_what_evaluating_the_embeddings_by_neighbors_finds()
    {
        var train = LabeledRows.View(Context, 0, 24);
        var held = LabeledRows.View(Context, 100, 17);
        var seen = new List<MsMclrProgress>();
        var options = Options(16, new MsMclrProbe { HeldOut = held, EveryEpochs = 6, K = 5 });
        options.Progress = new Reports<MsMclrProgress>(seen.Add);
        using var transformer = Context.SelfSupervised.Trainers.MsMclr(options).Fit(train);
        var expected = Context.SelfSupervised.EvaluateNearestNeighbors(
            transformer.Transform(train), transformer.Transform(held), new NearestNeighborsTrainer.Options { K = 5 });
        var ends = seen.Where(progress => progress.IsEndOfEpoch).ToArray();
        var probed = ends.Where(progress => progress.ProbeAccuracy.HasValue).Select(progress => progress.Epoch);
        Assert.That(probed, Is.EqualTo(new[] { 6, 12, 16 }), "every sixth epoch, and the last");
        Assert.That(ends[^1].ProbeAccuracy, Is.EqualTo(expected.Top1Accuracy));
        Assert.That(ends, Has.All.Matches<MsMclrProgress>(progress => progress.EmbeddingSpread > 0));
    }

    [Test]
    public void Labels_and_probes_change_nothing_of_what_is_learned()
    {
        var train = LabeledRows.View(Context, 0, 24);
        var held = LabeledRows.View(Context, 100, 8);
        using var plain = Context.SelfSupervised.Trainers.MsMclr(Options(2, null)).Fit(train);
        var probe = new MsMclrProbe { HeldOut = held, Voters = train, EveryEpochs = 1 };
        using var probed = Context.SelfSupervised.Trainers.MsMclr(Options(2, probe)).Fit(train);
        Assert.That(PreparedClips.Features(probed, held), Is.EqualTo(PreparedClips.Features(plain, held)));
    }

    [Test]
    public void A_probe_without_labels_is_told()
    {
        var unlabeled = PreparedClips.View(Context, 24);
        AssertLabelIsMissing(() => Fit(unlabeled, LabeledRows.View(Context, 0, 8)), "the clips of Fit vote");
        AssertLabelIsMissing(() => Fit(LabeledRows.View(Context, 0, 24), PreparedClips.View(Context, 8)), "held-out clips");
    }

    [Test]
    public void A_probe_with_other_key_values_is_told()
    {
        var few = LabeledRows.View(Context, 1, 3);
        var conversions = Context.Transforms.Conversion;
        var renamed = conversions.MapKeyToValue("Label").Append(conversions.MapValueToKey("Label")).Fit(few).Transform(few);
        var train = LabeledRows.View(Context, 0, 24);
        Assert.That(() => Fit(train, renamed), Throws.ArgumentException.With.Message.Contains("key values"));
    }

    private static void AssertLabelIsMissing(Action fit, string which)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => fit(), which)!;
        Assert.That(error.Message, Does.Contain("'Label'"), which);
    }

    private static void Fit(IDataView view, IDataView held)
        => Context.SelfSupervised.Trainers.MsMclr(Options(1, new MsMclrProbe { HeldOut = held })).Fit(view).Dispose();

    private static MsMclrTrainer.Options Options(int epochs, MsMclrProbe? probe)
    {
        var options = PreparedClips.Options(epochs);
        options.Probe = probe;
        return options;
    }
}
