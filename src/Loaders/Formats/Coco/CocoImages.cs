using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Coco;

/// <summary>The images of a file: those that are listed, or those that annotations mention where none is.</summary>
internal sealed class CocoImages(SkeletonFile file)
{
    private readonly List<CocoImage> _listed = [];
    private readonly List<CocoImage> _mentioned = [];
    private readonly Dictionary<string, CocoImage> _known = new(StringComparer.Ordinal);
    private readonly HashSet<CocoImage> _both = [];
    private readonly Dictionary<string, string> _videos = new(StringComparer.Ordinal);

    /// <summary>Lists an image; annotations may have mentioned it before.</summary>
    public void List(CocoImage image)
    {
        if (_known.TryGetValue(image.Id, out var known) && !_both.Add(known))
            throw file.Bad(0, $"image '{TextLines.Shown(image.Id)}' is listed twice");
        if (known is null)
        {
            _known.Add(image.Id, image);
            _both.Add(image);
        }
        else
        {
            known.Frame = image.Frame;
            known.FileNumber = image.FileNumber;
            known.Video = image.Video;
        }

        _listed.Add(known ?? image);
    }

    /// <summary>The image that an annotation belongs to.</summary>
    public CocoImage Mention(string id)
    {
        if (_known.TryGetValue(id, out var image))
            return image;
        image = new CocoImage(id);
        _known.Add(id, image);
        _mentioned.Add(image);
        return image;
    }

    /// <summary>Names a video.</summary>
    public void Name(string video, string name) => _videos[video] = name;

    /// <summary>The clips: a video each, or the file.</summary>
    public IEnumerable<(string Name, IReadOnlyList<CocoImage> Images)> Clips()
    {
        if (_listed.Count > 0 && _mentioned.Find(image => !_both.Contains(image)) is { } stranger)
            throw file.Bad(0, $"an annotation belongs to image '{TextLines.Shown(stranger.Id)}', which is not listed");
        var images = _listed.Count > 0 ? _listed : _mentioned;
        var videos = images.GroupBy(image => image.Video, StringComparer.Ordinal).ToList();
        if (videos.Count <= 1)
            return [(file.Name, images)];
        var names = videos.Select(video => _videos.GetValueOrDefault(video.Key ?? "")).ToList();
        var haveNames = !names.Contains(null) && names.Distinct(StringComparer.Ordinal).Count() == names.Count;
        return videos.Select((video, i) =>
        {
            var word = haveNames ? names[i] : video.Key ?? "none";
            return ($"{file.Name}_{word}", (IReadOnlyList<CocoImage>)[.. video]);
        });
    }
}
