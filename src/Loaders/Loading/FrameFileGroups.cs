using Microsoft.ML.Data;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>Which files of a source are the frames of one clip, for formats that have a file for each frame.</summary>
internal sealed class FrameFileGroups
{
    private readonly Dictionary<int, int[]> _groups = [];

    /// <param name="files">The files; those of a clip are in one folder.</param>
    /// <param name="format">Says what their names mean.</param>
    public FrameFileGroups(IMultiStreamSource files, IFrameFiles format)
    {
        var clips = new Dictionary<(string Folder, string Clip), List<(long Number, int File)>>();
        for (var file = 0; file < files.Count; file++)
        {
            if (files.GetPathOrNull(file) is not { } path)
            {
                _groups.Add(file, [file]);
                continue;
            }

            var place = format.Place(Path.GetFileName(path));
            var key = (Path.GetDirectoryName(path) ?? "", place.Clip);
            if (!clips.TryGetValue(key, out var frames))
                clips.Add(key, frames = []);
            frames.Add((place.Number, file));
        }

        foreach (var frames in clips.Values)
        {
            var ordered = frames.Order().Select(frame => frame.File).ToArray();
            _groups.Add(ordered[0], ordered);
        }
    }

    /// <summary>Gets the first file of each clip, in the order of the files.</summary>
    public IEnumerable<int> First => _groups.Keys.Order();

    /// <summary>The files of the clip that begins with a file, in the order of their numbers.</summary>
    public IReadOnlyList<int> Of(int first) => _groups[first];
}
