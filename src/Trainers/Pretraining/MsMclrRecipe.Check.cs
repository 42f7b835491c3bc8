using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public sealed partial record MsMclrRecipe
{
    private const string Owner = nameof(MsMclrRecipe);

    internal void Check()
    {
        OptionCheck.RequireSet(OrdinaryAugmentation, Owner, nameof(OrdinaryAugmentation));
        OptionCheck.RequireSet(StrongAugmentation, Owner, nameof(StrongAugmentation));
        OptionCheck.RequireSet(Readout, Owner, nameof(Readout));
        OptionCheck.RequireSet(Whitening, Owner, nameof(Whitening));
        CheckNetwork();
        CheckContrast();
        CheckOptimization();
    }

    private static void Require(bool holds, string option, object value, string allowed)
        => OptionCheck.Require(holds, Owner, option, value, allowed);

    private void CheckNetwork()
    {
        OptionCheck.RequireNamed(ProjectionHead, Owner, nameof(ProjectionHead));
        OptionCheck.RequireNamed(GraphDistance, Owner, nameof(GraphDistance));
        OptionCheck.RequireNamed(Attention, Owner, nameof(Attention));
        OptionCheck.RequireNamed(MotionAxes, Owner, nameof(MotionAxes));
        Require(HiddenChannels is >= 1 and <= 1024, nameof(HiddenChannels), HiddenChannels, "1 to 1024");
        Require(FeatureSize is >= 8 and <= 4096, nameof(FeatureSize), FeatureSize, "8 to 4096");
        Require(ProjectionSize is >= 2 and <= 8192, nameof(ProjectionSize), ProjectionSize, "2 to 8192");
        Require(Dropout is >= 0 and < 1, nameof(Dropout), Dropout, "0 to below 1");
        var absentBodiesCanBeLeftOut = Attention != AttentionScope.BatchSegments;
        Require(absentBodiesCanBeLeftOut || !ExcludeAbsentBodies, nameof(ExcludeAbsentBodies), ExcludeAbsentBodies,
            "false with AttentionScope.BatchSegments, which counts rows of both bodies; or take AttentionScope.Time");
    }

    private void CheckContrast()
    {
        Require(BatchSize is >= 2 and <= 65536, nameof(BatchSize), BatchSize, "2 to 65536");
        var largestQueue = int.MaxValue / sizeof(float) / ProjectionSize; // One array of bytes holds its keys.
        var allowed = FormattableString.Invariant(
            $"0 (sized to the data), or BatchSize ({BatchSize}) to {largestQueue} (which ProjectionSize {ProjectionSize} leaves room for)");
        var queueFits = QueueSize >= BatchSize && QueueSize <= largestQueue;
        Require(QueueSize == 0 || queueFits, nameof(QueueSize), QueueSize, allowed);
        Require(KeyMomentum is >= 0 and < 1, nameof(KeyMomentum), KeyMomentum, "0 to below 1");
        Require(Temperature is > 0 and <= 100, nameof(Temperature), Temperature, "above 0 to 100");
        var teacher = TeacherTemperature;
        Require(teacher is null or (> 0 and <= 100), nameof(TeacherTemperature), teacher ?? 0, "above 0 to 100, or null");
        Require(DivergenceWeight is >= 0 and <= 1e6, nameof(DivergenceWeight), DivergenceWeight, "0 to 1e6");
        Require(PartContrastWeight is >= 0 and <= 1e6, nameof(PartContrastWeight), PartContrastWeight, "0 to 1e6");
        Require(MiningAfter >= 0, nameof(MiningAfter), MiningAfter, "0 or more");
        var queueHoldsThem = QueueSize == 0 || MinedNeighbors <= QueueSize;
        Require(MinedNeighbors >= 0 && queueHoldsThem, nameof(MinedNeighbors), MinedNeighbors, "0 to QueueSize");
    }

    private void CheckOptimization()
    {
        OptionCheck.RequireNamed(Optimizer, Owner, nameof(Optimizer));
        OptionCheck.RequireNamed(Schedule, Owner, nameof(Schedule));
        Require(LearningRate is > 0 and <= 1e3, nameof(LearningRate), LearningRate, "above 0 to 1000");
        Require(WeightDecay is >= 0 and < 1, nameof(WeightDecay), WeightDecay, "0 to below 1");
        Require(LearningRateStep >= 1, nameof(LearningRateStep), LearningRateStep, "1 or more");
    }
}
