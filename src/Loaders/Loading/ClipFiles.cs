using Microsoft.ML.Data;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>A source whose files are clips. Of formats that have a file for each frame, the first file stands for its clip.</summary>
internal sealed class ClipFiles
{
    private readonly IMultiStreamSource _all;
    private readonly int[][]? _groups;

    public ClipFiles(IMultiStreamSource all, ISkeletonFormat format)
    {
        _all = all;
        _groups = format is IFrameFiles frames ? Groups(all, frames) : null;
        if (_groups is null)
            First = all;
        else if (all is SkeletonFiles listed)
            First = listed.Only(_groups.Select(group => group[0]));
        else
            First = new Selected(all, [.. _groups.Select(group => group[0])]);
    }

    /// <summary>Gets the first file of each clip.</summary>
    public IMultiStreamSource First { get; }

    /// <summary>The files that are one clip with a first one; null where it is alone.</summary>
    public FrameFileGroup? Group(int first)
        => _groups is not null && _groups[first].Length > 1 ? new FrameFileGroup(_all, _groups[first]) : null;

    // Clips are in the order in which their first files were listed.
    private static int[][] Groups(IMultiStreamSource files, IFrameFiles format)
    {
        var alone = new List<int[]>();
        var clips = new Dictionary<(string Folder, string Clip), List<(long Number, int File)>>();
        for (var file = 0; file < files.Count; file++)
        {
            if (files.GetPathOrNull(file) is not { } path)
            {
                alone.Add([file]);
                continue;
            }

            var place = format.Place(Path.GetFileName(path));
            var key = (Path.GetDirectoryName(path) ?? "", place.Clip);
            if (!clips.TryGetValue(key, out var frames))
                clips.Add(key, frames = []);
            frames.Add((place.Number, file));
        }

        var together = clips.Values.Select(frames => frames.Order().Select(frame => frame.File).ToArray());
        return [.. together.Concat(alone).OrderBy(group => group[0])];
    }

    /// <summary>Some files of a source.</summary>
    private sealed class Selected(IMultiStreamSource all, int[] files) : IMultiStreamSource
    {
        public int Count => files.Length;

        public Stream Open(int index) => all.Open(files[index]);

        public string GetPathOrNull(int index) => all.GetPathOrNull(files[index]);

        public TextReader OpenTextReader(int index) => all.OpenTextReader(files[index]);
    }
}
