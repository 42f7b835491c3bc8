namespace MsMclr.MLNet.Loaders.Formats.Coco;

/// <summary>An image and the people in it.</summary>
/// <param name="id">What annotations call it.</param>
internal sealed class CocoImage(string id)
{
    private readonly List<(ulong? Track, float[] Body)> _people = [];

    public string Id => id;

    /// <summary>Gets or sets the frame's number, where the file tells it.</summary>
    public long? Frame { get; set; }

    /// <summary>Gets or sets the number that the name of the image's file ends in.</summary>
    public long? FileNumber { get; set; }

    /// <summary>Gets or sets the video that the image is of.</summary>
    public string? Video { get; set; }

    /// <summary>Gets what is wrong with the first annotation that is bad.</summary>
    public SkeletonFileException? Bad { get; private set; }

    public void Add(ulong? track, float[] body) => _people.Add((track, body));

    public void Add(SkeletonFileException bad) => Bad ??= bad;

    /// <summary>Adds the people to the frame that a clip is at.</summary>
    public void CopyTo(SkeletonClipBuilder clip)
    {
        foreach (var (track, body) in _people)
            body.CopyTo(track is { } known ? clip.AddBody(known) : clip.AddBody());
    }
}
