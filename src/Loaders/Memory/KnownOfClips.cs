namespace MsMclr.MLNet.Loaders.Memory;

/// <summary>Joins clips to what is known of them in lists beside them.</summary>
internal static class KnownOfClips
{
    public static SkeletonRecording[] Add(SkeletonRecording[] clips, IEnumerable<string?>? labels, IEnumerable<uint>? subjects)
    {
        string?[]? actions = labels is null ? null : [.. labels];
        uint[]? people = subjects is null ? null : [.. subjects];
        List<string> wrong = [];
        if (actions is not null && actions.Length != clips.Length)
            wrong.Add($"there are {actions.Length} labels");
        if (people is not null && people.Length != clips.Length)
            wrong.Add($"there are {people.Length} subjects");
        if (wrong.Count > 0)
            throw new ArgumentException($"There are {clips.Length} clips, but {string.Join(" and ", wrong)}; each clip needs one.");
        return [.. clips.Select((clip, i) => clip with { Label = actions?[i], Subject = people?[i] ?? 0 })];
    }
}
