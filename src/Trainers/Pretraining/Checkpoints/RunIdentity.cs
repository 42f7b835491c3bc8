using System.Collections.Immutable;

namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>Everything that decides what a run computes.</summary>
internal sealed record RunIdentity(ImmutableArray<RunSetting> Settings)
{
    /// <summary>What differs and does not keep the other run from going on, in words.</summary>
    public IEnumerable<string> Warnings(RunIdentity here)
    {
        var there = Settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        foreach (var setting in here.Settings.Where(setting => setting.Warning is not null))
        {
            // Older checkpoints don't tell it.
            if (there.TryGetValue(setting.Key, out var value) && value != setting.Value)
                yield return $"{setting.Key}: {value} in the checkpoint, {setting.Value} in this run. {setting.Warning}";
        }
    }

    /// <summary>What differs between a checkpoint's run, which this is, and a run that would go on from it.</summary>
    public IReadOnlyList<RunDifference> Differences(RunIdentity here)
    {
        var differences = ImmutableArray.CreateBuilder<RunDifference>();
        var there = Settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        foreach (var setting in here.Settings)
        {
            var value = there.GetValueOrDefault(setting.Key);
            if (value != setting.Value && setting.Warning is null)
                differences.Add(new(setting.Key, value, setting.Value, setting.KeepsPosition));
            there.Remove(setting.Key);
        }

        foreach (var setting in Settings.Where(setting => there.ContainsKey(setting.Key)))
            differences.Add(new(setting.Key, setting.Value, Here: null, setting.KeepsPosition));
        return differences.ToImmutable();
    }
}
