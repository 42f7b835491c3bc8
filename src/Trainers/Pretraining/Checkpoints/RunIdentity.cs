using System.Collections.Immutable;

namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>Everything that decides what a run computes.</summary>
internal sealed record RunIdentity(ImmutableArray<RunSetting> Settings)
{
    /// <summary>What differs between a checkpoint's run, which this is, and a run that would go on from it.</summary>
    public IReadOnlyList<RunDifference> Differences(RunIdentity here)
    {
        var differences = ImmutableArray.CreateBuilder<RunDifference>();
        var there = Settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        foreach (var setting in here.Settings)
        {
            var value = there.GetValueOrDefault(setting.Key);
            if (value != setting.Value)
                differences.Add(new(setting.Key, value, setting.Value, setting.KeepsPosition));
            there.Remove(setting.Key);
        }

        foreach (var setting in Settings.Where(setting => there.ContainsKey(setting.Key)))
            differences.Add(new(setting.Key, setting.Value, Here: null, setting.KeepsPosition));
        return differences.ToImmutable();
    }
}
