using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>Collects what decides what a run computes, from its clips, its options and its recipe.</summary>
internal static class RunIdentities
{
    // Which clips a step takes depends on these alone.
    private const string Clips = "clips";
    private const string Content = "content of the clips";
    private const string Seed = "Seed";
    private const string BatchSize = $"Recipe.{nameof(MsMclrRecipe.BatchSize)}";

    /// <summary>The identity of a run that takes a seed.</summary>
    public static RunIdentity Of(PretrainingData data, MsMclrTrainer.Options options, long seed)
    {
        var settings = ImmutableArray.CreateBuilder<RunSetting>();
        void Add(string key, object? value) => settings.Add(new(key, InvariantText.Of(value)) { KeepsPosition = KeepsPosition(key) });

        Add(Clips, $"{data.Store.Count} of {data.Store.Shape}");
        Add(Content, data.Store.ContentHash);
        Add("layout", $"{data.Layout}, {Hash(data.Layout.ToJson())}");
        if (data.Coordinates is { } coordinates)
            Add("coordinates of a joint", coordinates);
        Add("Stream", options.Stream);
        Add(Seed, seed);
        Add("Precision", options.Precision);
        if (data.Initial is { } initial)
            Add("Encoder", initial.Hash);
        if (options.Recipe.Schedule == LearningRateSchedule.Cosine)
            Add("Epochs (which the cosine schedule depends on)", options.Epochs);
        foreach (var property in InvariantText.PropertiesOf(typeof(MsMclrRecipe)))
        {
            if (!IsReadAfterTraining(property.Name))
                Add($"Recipe.{property.Name}", property.GetValue(options.Recipe));
        }

        settings.Add(new("width of the processor's vectors", VectorWidth) { Warning = "The run goes on with other bits." });
        return new(settings.ToImmutable());
    }

    // Sums are added in another order by wider vectors.
    private static string VectorWidth
    {
        get
        {
            if (Vector512.IsHardwareAccelerated)
                return "512 bits";
            return Vector256.IsHardwareAccelerated ? "256 bits" : "128 bits";
        }
    }

    private static bool KeepsPosition(string key) => key is not (Clips or Content or Seed or BatchSize);

    // No step of a run depends on these.
    private static bool IsReadAfterTraining(string property)
        => property is nameof(MsMclrRecipe.Readout) or nameof(MsMclrRecipe.Whitening);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
