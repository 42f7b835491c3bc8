using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.MediaPipe;

/// <summary>Landmarks of MediaPipe, in the forms that people write them to JSON. The grammar is in <c>docs/formats.md</c>.</summary>
/// <param name="layout">The landmarks.</param>
/// <param name="isWorld">Whether those in meters are read, where there are both.</param>
/// <param name="missing">What becomes of coordinates that are not there.</param>
internal sealed class MediaPipeFormat(SkeletonLayout layout, bool isWorld, MissingValues missing) : ISkeletonFormat
{
    /// <summary>x, y, z and the visibility.</summary>
    public const int Values = 4;

    public string Name => "MediaPipe JSON";

    public SkeletonLayout Layout => layout;

    public int Channels => Values;

    public int Coordinates => Values - 1;

    public ClipFields Fields => ClipFields.FrameRate;

    public bool Accepts(string fileName) => fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    // The frame rate stands in the file.
    public ClipInfo? Describe(string name) => null;

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        var frames = Parse(file);
        frames.CopyTo(clip, out var rate);
        yield return new ClipInfo { Name = file.Name, FrameRate = rate };
    }

    private MediaPipeFrames Parse(SkeletonFile file)
    {
        var json = new JsonCursor(file, missing);
        var frames = new MediaPipeFrames();
        new MediaPipeReader(frames, new MediaPipeLandmarks(frames, layout.JointCount, isWorld)).Read(ref json);
        json.ExpectEnd();
        return frames;
    }
}
