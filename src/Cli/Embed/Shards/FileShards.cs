using Microsoft.ML;

namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>Recordings in files, listed once. A file with many clips is not divided.</summary>
internal sealed class FileShards : ShardedRecordings
{
    private readonly SkeletonLoader _loader;
    private readonly SkeletonRecordingList _list;
    private readonly string _root;

    /// <param name="loader">Reads them.</param>
    /// <param name="data">Where they lie: a folder, a file or a pattern.</param>
    /// <param name="isLabeled">Whether clips tell what is done in them.</param>
    public FileShards(SkeletonLoader loader, string data, bool isLabeled)
    {
        _loader = loader;
        _list = loader.Find(data);
        _root = Directory.Exists(data) ? data : Path.GetDirectoryName(Path.GetFullPath(data))!;
        IsLabeled = isLabeled;
    }

    public override int Count => _list.Count;

    public override bool IsLabeled { get; }

    // Below the folder: another machine may have it elsewhere.
    protected override IEnumerable<string> Names => Enumerable.Range(0, Count)
        .Select(number => Path.GetRelativePath(_root, _list.PathOf(number)).Replace(Path.DirectorySeparatorChar, '/'));

    public override IDataView Load(int shard, int shards) => _loader.Load(_list, shard, shards);
}
