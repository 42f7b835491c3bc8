using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Coco;

/// <summary>Images with their people, in the order of the images, or of first mention where the images are not listed.</summary>
internal sealed class CocoFrames(SkeletonFile file, int bodyLength)
{
    private readonly List<string> _images = [];
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(ulong? Track, float[] Body)>> _bodies = new(StringComparer.Ordinal);
    private readonly List<string> _mentioned = [];

    public int BodyLength => bodyLength;

    public void AddImage(string id)
    {
        if (!_listed.Add(id))
            throw file.Bad(0, $"image '{TextLines.Shown(id)}' is listed twice");
        _images.Add(id);
    }

    public void AddBody(string image, ulong? track, float[] body)
    {
        if (!_bodies.TryGetValue(image, out var bodies))
        {
            _bodies.Add(image, bodies = []);
            _mentioned.Add(image);
        }

        bodies.Add((track, body));
    }

    public void CopyTo(SkeletonClipBuilder clip)
    {
        if (_images.Count > 0 && _mentioned.Find(image => !_listed.Contains(image)) is { } stranger)
            throw file.Bad(0, $"an annotation belongs to image '{TextLines.Shown(stranger)}', which is not listed");
        foreach (var image in _images.Count > 0 ? _images : _mentioned)
        {
            clip.AddFrame();
            foreach (var (track, body) in _bodies.GetValueOrDefault(image, []))
                body.CopyTo(track is { } id ? clip.AddBody(id) : clip.AddBody());
        }
    }
}
