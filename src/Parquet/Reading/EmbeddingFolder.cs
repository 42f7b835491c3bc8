using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace MsMclr.MLNet.Parquet.Reading;

/// <summary>Files of embeddings that belong together.</summary>
/// <param name="Files">The files, in the order of their names. At least one.</param>
internal sealed record EmbeddingFolder(ImmutableArray<EmbeddingFile> Files)
{
    private const string Pattern = "*.parquet";
    private const int MostNamed = 5;

    /// <summary>The first file, which says what holds of all.</summary>
    public EmbeddingFile First => Files[0];

    /// <summary>The labels of all files, in the order in which they are first named.</summary>
    public ImmutableArray<string> Labels { get; } = [.. Files.SelectMany(file => file.Facts.Labels).Distinct()];

    /// <exception cref="ArgumentException">There is nothing at the path.</exception>
    /// <exception cref="FormatException">A file is none of embeddings, they don't belong together, or shards are missing.</exception>
    public static EmbeddingFolder Open(string path, SkeletonEmbeddingsOptions options)
    {
        var isFile = File.Exists(path);
        var paths = isFile ? [path] : Listed(path, options);
        var files = Opened(paths, options);
        foreach (var file in files)
            FileAgreement.Check(files[0], file);
        var folder = new EmbeddingFolder(files);
        folder.CheckShards(path, mayMiss: isFile || options.AllowMissingShards);
        return folder;
    }

    private static string[] Listed(string folder, SkeletonEmbeddingsOptions options)
    {
        if (!Directory.Exists(folder))
            throw new ArgumentException($"There is no file and no folder '{folder}'.", nameof(folder));
        string[] paths = [.. Directory.EnumerateFiles(folder, Pattern)
            .Where(file => Path.GetFileName(file)[0] is not ('_' or '.'))
            .Order(StringComparer.Ordinal)];
        if (paths.Length == 0)
            throw new ArgumentException($"'{folder}' holds no {Pattern}; msmclr embed --out {folder} writes them.", nameof(folder));
        if (paths.Length <= options.MaxFiles)
            return paths;
        throw new FormatException(
            $"'{folder}' holds {paths.Length} files, more than {nameof(SkeletonEmbeddingsOptions)}."
            + $"{nameof(SkeletonEmbeddingsOptions.MaxFiles)} ({options.MaxFiles}).");
    }

    // Footers are small, and waiting for a disk or a network takes longer than reading them. Of several faults the first is told.
    private static ImmutableArray<EmbeddingFile> Opened(string[] paths, SkeletonEmbeddingsOptions options)
    {
        var files = new EmbeddingFile[paths.Length];
        var faults = new Exception?[paths.Length];
        Parallel.For(0, paths.Length, number =>
        {
            try
            {
                files[number] = EmbeddingFile.Open(paths[number], options);
            }
            catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
            {
                faults[number] = error;
            }
        });
        if (Array.Find(faults, fault => fault is not null) is { } first)
            ExceptionDispatchInfo.Throw(first);
        return [.. files];
    }

    private void CheckShards(string path, bool mayMiss)
    {
        var there = new Dictionary<int, EmbeddingFile>();
        foreach (var file in Files)
        {
            if (!there.TryAdd(file.Facts.Shard, file))
            {
                throw new FormatException(
                    $"{file.Path}: shard {file.Facts.Shard} is in {Path.GetFileName(there[file.Facts.Shard].Path)} too, and its clips "
                    + "would be read twice. Delete one of the two.");
            }
        }

        var count = First.Facts.ShardCount;
        if (mayMiss || there.Count == count)
            return;
        var missing = Enumerable.Range(0, count).Where(shard => !there.ContainsKey(shard)).Take(MostNamed).ToList();
        var more = count - there.Count > missing.Count ? $" and {count - there.Count - missing.Count} more" : "";
        throw new FormatException(
            $"{path}: of {count} shards {count - there.Count} are missing: {string.Join(", ", missing)}{more}. Let msmclr embed write "
            + $"them, or set {nameof(SkeletonEmbeddingsOptions)}.{nameof(SkeletonEmbeddingsOptions.AllowMissingShards)}.");
    }
}
