using System.Reflection;
using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// Every option of the trainer, its recipe and its probe: wrong values fail in the constructor, with the option's name and its range.
/// </summary>
public class MsMclrTrainerOptionsTests
{
    private static readonly MLContext Context = new(1);

    // Any value is right, or it is a part that is checked by itself.
    private static readonly string[] Unbounded =
    [
        "Options.Seed", "Options.FallbackToCpu", "Options.CancellationToken", "Options.Progress", "Options.Communicator",
        "Options.StopOnCollapse", "Options.StopOnCheckpointFailure",
        "Options.HalfPrecisionStore", "Options.Layout", "Options.Probe", "Options.Encoder",
        "MsMclrRecipe.KeyBeginsAsQuery", "MsMclrRecipe.BatchNegatives", "MsMclrRecipe.Flip", "MsMclrProbe.Voters",
    ];

    private static IEnumerable<TestCaseData> Wrong()
    {
        static TestCaseData Trainer(string option, object? value) => Case("MsMclrTrainer.Options", option, value);
        static TestCaseData Recipe(string option, object? value) => Case("MsMclrRecipe", option, value);
        static TestCaseData Probe(string option, object? value) => Case("MsMclrProbe", option, value);
        static TestCaseData Case(string owner, string option, object? value)
            => new TestCaseData(owner, option, value).SetArgDisplayNames($"{owner}.{option} = {value ?? "null"}");

        foreach (var name in new[] { "OutputColumnName", "InputColumnName" })
            yield return Trainer(name, " ");
        foreach (var folder in new[] { "CheckpointDirectory", "LogDirectory", "CacheDirectory" })
            yield return Trainer(folder, "");
        yield return Trainer("EncoderFile", "");
        yield return Trainer("Recipe", null);
        yield return Trainer("Epochs", -1);
        yield return Trainer("Stream", (SkeletonStream)9);
        yield return Trainer("Precision", (TrainingPrecision)9);
        yield return Trainer("GpuDeviceId", -1);
        yield return Trainer("CheckpointEveryEpochs", 0);
        yield return Trainer("CheckpointInterval", TimeSpan.FromSeconds(-5));
        yield return Trainer("KeepCheckpoints", 0);
        yield return Trainer("Resume", (CheckpointResume)9);
        yield return Trainer("Resume", CheckpointResume.Required);
        yield return Trainer("MaxStoreBytes", 0L);

        yield return Recipe("OrdinaryAugmentation", null);
        yield return Recipe("StrongAugmentation", null);
        yield return Recipe("Readout", null);
        yield return Recipe("Whitening", null);
        foreach (var size in new[] { "HiddenChannels", "FeatureSize", "ProjectionSize", "BatchSize" })
        {
            yield return Recipe(size, 0);
            yield return Recipe(size, int.MaxValue);
        }

        yield return Recipe("QueueSize", 31);
        yield return Recipe("QueueSize", -1);
        yield return Recipe("MiningAfter", -1);
        yield return Recipe("MinedNeighbors", -1);
        yield return Recipe("LearningRateStep", 0);
        foreach (var number in new[] { "Dropout", "KeyMomentum", "Temperature", "DivergenceWeight", "LearningRate", "WeightDecay" })
        {
            yield return Recipe(number, -0.1);
            yield return Recipe(number, double.NaN);
            yield return Recipe(number, double.PositiveInfinity);
        }

        yield return Recipe("Temperature", 0d);
        yield return Recipe("TeacherTemperature", 0d);
        yield return Recipe("TeacherTemperature", double.NaN);
        yield return Recipe("PartContrastWeight", -1d);
        yield return Recipe("LearningRate", 0d);
        yield return Recipe("Dropout", 1d);
        yield return Recipe("KeyMomentum", 1d);
        yield return Recipe("Optimizer", (TrainingOptimizer)9);
        yield return Recipe("Schedule", (LearningRateSchedule)9);
        yield return Recipe("ProjectionHead", (ProjectionHead)9);
        yield return Recipe("GraphDistance", (GraphDistance)9);
        yield return Recipe("Attention", (AttentionScope)9);
        yield return Recipe("MotionAxes", (MotionAxes)9);
        yield return Recipe("ExcludeAbsentBodies", AttentionScope.BatchSegments);

        yield return Probe("HeldOut", null);
        yield return Probe("LabelColumnName", "");
        yield return Probe("EveryEpochs", 0);
        yield return Probe("K", 0);
        yield return Probe("Patience", -1);
    }

    [TestCaseSource(nameof(Wrong))]
    public void A_wrong_option_fails_in_the_constructor_and_is_named(string owner, string option, object? value)
    {
        var options = PreparedClips.Options();
        options.Recipe = MsMclrRecipe.Default with { };
        options.Probe = new MsMclrProbe { HeldOut = PreparedClips.View(Context, 8) };
        if (option == "ExcludeAbsentBodies")
        {
            // Wrong only together with another.
            options.Recipe = options.Recipe with { ExcludeAbsentBodies = true };
            option = "Attention";
        }

        object target = owner switch { "MsMclrRecipe" => options.Recipe, "MsMclrProbe" => options.Probe, _ => options };
        target.GetType().GetProperty(option)!.SetValue(target, value);
        var error = Assert.Catch<ArgumentException>(() => Context.SelfSupervised.Trainers.MsMclr(options))!;
        Assert.That(error.Message, Does.Contain(value is AttentionScope.BatchSegments ? "ExcludeAbsentBodies" : option));
        if (error is ArgumentOutOfRangeException)
            Assert.That(error.Message, Does.Contain($"{owner}.").And.Contain("allowed: "));
    }

    [Test]
    public void Wrong_epochs_and_streams_fail_in_the_constructor()
    {
        var trainers = Context.SelfSupervised.Trainers;
        var epochs = Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Epochs");
        Assert.That(() => trainers.MsMclr(epochs: -1), epochs);
        var streams = Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Joint, Bone, Motion");
        Assert.That(() => trainers.MsMclr(stream: (SkeletonStream)9), streams);
    }

    [Test]
    public void No_option_is_left_out()
    {
        static IEnumerable<string> Named(Type type) => type
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => $"{type.Name}.{property.Name}");

        var tested = Wrong().Select(test => $"{test.Arguments[0]}.{test.Arguments[1]}");
        var known = tested.Select(name => name.Replace("MsMclrTrainer.", "", StringComparison.Ordinal)).Concat(Unbounded).ToHashSet();
        Type[] types = [typeof(MsMclrTrainer.Options), typeof(MsMclrRecipe), typeof(MsMclrProbe)];
        var all = types.SelectMany(Named);
        Assert.That(all.Except(known), Is.Empty, "add the option to the wrong values above, or to those of which any is right");
    }
}
