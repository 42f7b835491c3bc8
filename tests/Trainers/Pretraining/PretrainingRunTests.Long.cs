using System.Diagnostics;
using System.Globalization;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>What grows with the number of steps sooner or later ends a run of days.</summary>
public partial class PretrainingRunTests
{
    private const double MiB = 1048576;

    [TestCase("Default")]
    [TestCase("Paper")]
    [Explicit("A minute: a thousand steps, with checkpoints, logs and a probe")]
    public void A_thousand_steps_keep_live_tensors_constant_and_memory_within_5_percent(string recipe)
    {
        using var folder = new TemporaryFolder();
        var options = PreparedClips.Options(epochs: 100);
        options.Recipe = recipe == "Default" ? PreparedClips.Recipe : SmallPaper();
        options.Probe = new MsMclrProbe { HeldOut = LabeledRows.View(Context, 200, 8), EveryEpochs = 10 };
        options.CheckpointDirectory = folder.Path;
        options.LogDirectory = folder.Path;
        var tensors = new List<long>();
        var resident = new List<long>();
        options.Progress = new Reports<MsMclrProgress>(_ =>
        {
            tensors.Add(Tensor.TotalCount);
            resident.Add(Resident());
        });
        var before = Tensor.TotalCount;
        Context.SelfSupervised.Trainers.MsMclr(options).Fit(LabeledRows.View(Context, 0, 80)).Dispose();
        var settled = tensors.Skip(100).ToList();
        var peak = resident.Skip(100).Max();
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{recipe}: {tensors.Count} steps; live tensors {settled.Min()} to {settled.Max()}, {Tensor.TotalCount - before} left; "
            + $"resident {resident[100] / MiB:f1} MiB after 100, {resident[^1] / MiB:f1} at the end, {peak / MiB:f1} at most "
            + $"({(100.0 * peak / resident[100]) - 100:f2} %)"));
        Assert.That(tensors, Has.Count.EqualTo(1000));
        Assert.That(tensors.Where((_, step) => step % 10 != 9).Skip(100).Distinct().Count(), Is.EqualTo(1), "within epochs");
        Assert.That(tensors.Where((_, step) => step % 10 == 9).Skip(10).Distinct().Count(), Is.EqualTo(1), "at their ends");
        Assert.That(peak, Is.LessThan(resident[100] * 1.05));
    }

    private static MsMclrRecipe SmallPaper() => MsMclrRecipe.Paper with
    {
        HiddenChannels = 4,
        FeatureSize = 16,
        ProjectionSize = 8,
        BatchSize = 8,
        QueueSize = 512,
        LearningRate = 0.01,
        MiningAfter = 20,
    };

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
