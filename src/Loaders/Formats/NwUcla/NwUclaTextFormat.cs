using System.Collections.Immutable;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Formats.NwUcla;

/// <summary>
/// Northwestern-UCLA as its authors published it: a text file a frame in a folder a clip. The grammar is in <c>docs/formats.md</c>.
/// </summary>
internal sealed class NwUclaTextFormat : ISkeletonFormat, IFrameFiles
{
    private static readonly NwUclaFormat Json = new();

    public string Name => "Northwestern-UCLA text";

    public SkeletonLayout Layout => SkeletonLayout.KinectV1;

    public ClipFields Fields => Json.Fields;

    public ImmutableArray<string> Actions => Json.Actions;

    public bool Accepts(string fileName) => NwUclaTextName.Accepts(fileName);

    /// <inheritdoc/>
    /// <remarks>Null where the folders' names tell, and not the file's own.</remarks>
    public ClipInfo? Describe(string name) => Json.Describe(name);

    public FrameFile Place(string fileName) => NwUclaTextName.Place(fileName);

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        if (file.Group is { } group)
        {
            foreach (var index in group.Files)
                ReadFrame(file, group, index, clip);
        }
        else
        {
            NwUclaText.Read(file, clip, isOneFrame: NwUclaTextName.IsFrame(file.Name));
        }

        ZeroJoints.Mark(clip, root: 0);
        var name = NwUclaTextName.Clip(file);
        yield return Describe(name) ?? new ClipInfo { Name = name, FrameRate = 30 };
    }

    private static void ReadFrame(SkeletonFile first, FrameFileGroup group, int index, SkeletonClipBuilder clip)
    {
        if (index == group.Files[0])
        {
            NwUclaText.Read(first, clip, isOneFrame: true);
            return;
        }

        var frame = first.Of(group, index);
        try
        {
            NwUclaText.Read(frame, clip, isOneFrame: true);
        }
        finally
        {
            frame.Release();
        }
    }
}
