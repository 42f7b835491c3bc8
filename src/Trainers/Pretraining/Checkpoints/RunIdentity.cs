using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using MsMclr.MLNet.Trainers.Training.Clips;

namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>Everything that decides what a run computes, as names and values in words, so that a difference can be told.</summary>
internal sealed record RunIdentity(ImmutableArray<KeyValuePair<string, string>> Entries)
{
    public static RunIdentity Of(ClipStore store, SkeletonLayout layout, MsMclrTrainer.Options options, long seed)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        void Add(string name, object? value) => entries.Add(new(name, Describe(value)));
        Add("clips", $"{store.Count} of {store.Shape}");
        Add("content of the clips", store.ContentHash);
        Add("layout", $"{layout}, {Hash(layout.ToJson())}");
        Add("Stream", options.Stream);
        Add("Seed", seed);
        Add("Precision", options.Precision);
        if (options.Initial is { } initial)
            Add("InitialEncoder", initial.Hash);
        if (options.Recipe.Schedule == LearningRateSchedule.Cosine)
            Add("Epochs (which the cosine schedule depends on)", options.Epochs);
        foreach (var property in Properties(typeof(MsMclrRecipe)))
            Add($"Recipe.{property.Name}", property.GetValue(options.Recipe));
        return new(entries.ToImmutable());
    }

    /// <summary>What differs, a line each: <c>name: value there, value here</c>.</summary>
    public IEnumerable<string> Differences(RunIdentity here)
    {
        var (there, now) = (Entries.ToDictionary(), here.Entries.ToDictionary());
        return here.Entries.Select(entry => entry.Key).Union(there.Keys)
            .Where(name => there.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Select(name => $"{name}: {there.GetValueOrDefault(name, "nothing")} in the checkpoint, {now.GetValueOrDefault(name, "nothing")} in this run");
    }

    /// <summary>A value in words that are the same in every process and culture.</summary>
    internal static string Describe(object? value) => value switch
    {
        null => "null",
        AugmentationSequence sequence => $"[{string.Join(", ", sequence.Steps.Select(Describe))}]",
        SkeletonAugmentation augmentation => $"{augmentation.GetType().Name}({string.Join(", ", Properties(augmentation.GetType()).Select(property => $"{property.Name}={Describe(property.GetValue(augmentation))}"))})",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        System.Collections.IEnumerable list and not string => $"[{string.Join(", ", list.Cast<object?>().Select(Describe))}]",
        _ => value.ToString() ?? "",
    };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    private static IEnumerable<PropertyInfo> Properties(Type type)
        => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0).OrderBy(property => property.Name, StringComparer.Ordinal);
}
