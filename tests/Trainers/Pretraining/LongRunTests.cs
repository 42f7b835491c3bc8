using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>What grows with the number of steps sooner or later ends a run of days.</summary>
public class LongRunTests
{
    [TestCase("Default")]
    [TestCase("Paper")]
    [Explicit("A minute: a thousand steps, with checkpoints, logs and a probe")]
    public void A_thousand_steps_keep_live_tensors_constant_and_resident_memory_within_5_percent(string recipe)
    {
        var context = new MLContext(1);
        using var folder = new TemporaryFolder();
        var options = PreparedClips.Options(epochs: 100);
        options.Recipe = recipe == "Default" ? PreparedClips.Recipe : MsMclrRecipe.Paper with { HiddenChannels = 4, FeatureSize = 16, ProjectionSize = 8, BatchSize = 8, QueueSize = 512, LearningRate = 0.01, MiningAfter = 20 };
        options.Probe = new MsMclrProbe { HeldOut = LabeledRows.View(context, 200, 8), EveryEpochs = 10 };
        (options.CheckpointDirectory, options.LogDirectory) = (folder.Path, folder.Path);
        var (tensors, resident, steps) = (new List<long>(), new List<long>(), 0);
        options.Progress = new Reports<MsMclrProgress>(_ =>
        {
            steps++;
            tensors.Add(Tensor.TotalCount);
            resident.Add(Resident());
        });
        var before = Tensor.TotalCount;
        context.SelfSupervised.Trainers.MsMclr(options).Fit(LabeledRows.View(context, 0, 80)).Dispose();
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{recipe}: {steps} steps; live tensors {tensors.Skip(100).Min()} to {tensors.Skip(100).Max()}, {Tensor.TotalCount - before} left; "
            + $"resident {resident[100] / 1048576.0:f1} MiB after 100, {resident[^1] / 1048576.0:f1} at the end, {resident.Skip(100).Max() / 1048576.0:f1} at most ({(100.0 * resident.Skip(100).Max() / resident[100]) - 100:f2} %)"));
        Assert.That(steps, Is.EqualTo(1000));
        Assert.That(tensors.Where((_, step) => step % 10 != 9).Skip(100).Distinct().Count(), Is.EqualTo(1), "within epochs");
        Assert.That(tensors.Where((_, step) => step % 10 == 9).Skip(10).Distinct().Count(), Is.EqualTo(1), "at their ends");
        Assert.That(resident.Skip(100).Max(), Is.LessThan(resident[100] * 1.05));
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
