using System.Text.Json;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Coco;

/// <summary>
/// COCO keypoints: an object with images and annotations, or an array of results. A file is a clip, an image a frame. The grammar is in
/// <c>docs/formats.md</c>.
/// </summary>
internal sealed class CocoFormat(SkeletonLayout layout) : ISkeletonFormat
{
    public string Name => "COCO keypoints JSON";

    public SkeletonLayout Layout => layout;

    public int Coordinates => 2;

    public int Bodies => 2;

    public bool Accepts(string fileName) => fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    public ClipInfo? Describe(string name) => new() { Name = name };

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        Parse(file).CopyTo(clip);
        yield return Describe(file.Name)!;
    }

    private CocoFrames Parse(SkeletonFile file)
    {
        var json = new JsonCursor(file);
        var frames = new CocoFrames(file, 3 * layout.JointCount);
        json.Read();
        if (json.Token == JsonTokenType.StartArray)
        {
            ReadAnnotations(ref json, frames);
        }
        else if (json.Token == JsonTokenType.StartObject)
        {
            while (json.NextProperty(out var property))
            {
                if (property is not ("images" or "annotations"))
                {
                    json.Skip();
                    continue;
                }

                json.Expect(JsonTokenType.StartArray, $"an array of {property}");
                if (property == "images")
                    ReadImages(ref json, frames);
                else
                    ReadAnnotations(ref json, frames);
            }
        }
        else
        {
            throw json.Bad("an object with 'images' and 'annotations', or an array of results is expected");
        }

        json.ExpectEnd();
        return frames;
    }

    private static void ReadImages(ref JsonCursor json, CocoFrames frames)
    {
        while (json.NextElement(JsonTokenType.StartObject, "an image"))
        {
            string? id = null;
            while (json.NextProperty(out var property))
            {
                if (property == "id")
                    id = json.Id("an image's id");
                else
                    json.Skip();
            }

            if (id is null)
                throw json.Bad("the image has no 'id'");
            frames.AddImage(id);
        }
    }

    private static void ReadAnnotations(ref JsonCursor json, CocoFrames frames)
    {
        while (json.NextElement(JsonTokenType.StartObject, "an annotation"))
        {
            string? image = null;
            ulong? track = null;
            float[]? keypoints = null;
            while (json.NextProperty(out var property))
            {
                switch (property)
                {
                    case "image_id":
                        image = json.Id("an image's id");
                        break;
                    case "track_id":
                        track = json.Count("a track's id");
                        break;
                    case "keypoints":
                        keypoints = new float[frames.BodyLength];
                        json.Numbers(keypoints, "keypoints (x, y, visibility or score a joint)");
                        break;
                    default:
                        json.Skip();
                        break;
                }
            }

            // Annotations of things that are not people have no keypoints.
            if (keypoints is null)
                continue;
            if (image is null)
                throw json.Bad("the annotation has no 'image_id'");
            frames.AddBody(image, track, keypoints);
        }
    }
}
