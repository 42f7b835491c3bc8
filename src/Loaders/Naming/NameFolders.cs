namespace MsMclr.MLNet.Loaders.Naming;

/// <summary>Decides how many folders names begin with, so that no two clips have one name.</summary>
internal sealed class NameFolders
{
    private readonly IFilePlaces _places;

    /// <param name="places">Where files are.</param>
    /// <param name="least">So many folders names have in any case.</param>
    /// <param name="name">A file's clip's name as the format gives it, or the file's own.</param>
    public NameFolders(IFilePlaces places, FolderDepth least, Func<int, string> name)
    {
        _places = places;
        Depth = least;
        var collision = Collision(name);
        while (collision is not null && Depth < FolderDepth.WithRoot)
        {
            var (one, other) = collision.Value;
            Depth++;
            Note = Said(other, $"two clips are called '{name(other)}', so names begin with their folders: "
                + $"'{Apply(name(one), one)}' and '{Apply(name(other), other)}'");
            collision = Collision(name);
        }

        if (collision is { } left)
            Note = Said(left.Other, $"two clips are called '{Apply(name(left.Other), left.Other)}', and no folder tells them apart");
    }

    public FolderDepth Depth { get; private set; }

    /// <summary>What the user should know; null where no names collide.</summary>
    public SkeletonFileWarning? Note { get; }

    public string Apply(string name, int file)
    {
        var folder = _places.Folder(file, Depth);
        // Some clips are called like their folder already.
        if (folder.Length == 0 || folder == name || folder.EndsWith($"/{name}", StringComparison.Ordinal))
            return folder.Length == 0 ? name : folder;
        return $"{folder}/{name}";
    }

    private SkeletonFileWarning Said(int file, string reason) => new(_places.Of(file)?.Path ?? $"stream-{file}", 0, reason);

    private (int One, int Other)? Collision(Func<int, string> name)
    {
        var there = new Dictionary<string, int>(_places.Count, StringComparer.Ordinal);
        for (var file = 0; file < _places.Count; file++)
        {
            var full = Apply(name(file), file);
            if (!there.TryAdd(full, file))
                return (there[full], file);
        }

        return null;
    }
}
