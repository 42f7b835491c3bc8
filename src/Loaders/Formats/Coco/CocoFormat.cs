using System.Text.Json;
using MsMclr.MLNet.Loaders.Formats.ForeignFiles;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Coco;

/// <summary>
/// COCO keypoints: an object with images and annotations, or an array of results. A video is a clip, an image a frame. The grammar is in
/// <c>docs/formats.md</c>.
/// </summary>
/// <param name="name">What messages call the format.</param>
/// <param name="layout">The keypoints.</param>
/// <param name="missing">What becomes of coordinates that are not there.</param>
internal sealed class CocoFormat(string name, SkeletonLayout layout, MissingValues missing) : ISkeletonFormat
{
    public string Name => name;

    public SkeletonLayout Layout => layout;

    public int Coordinates => 2;

    public int Bodies => 2;

    public bool Accepts(string fileName) => fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    // A file may hold several videos.
    public ClipInfo? Describe(string name) => null;

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        foreach (var (name, images) in Parse(file).Clips())
        {
            Fill(file, clip, images);
            yield return new ClipInfo { Name = name, Recording = file.Name };
        }
    }

    private static void Fill(SkeletonFile file, SkeletonClipBuilder clip, IReadOnlyList<CocoImage> images)
    {
        var numbers = ImageNumbers.Of(images);
        try
        {
            for (var i = 0; i < images.Count; i++)
            {
                if (images[i].Bad is { } bad)
                    throw bad;
                if (numbers is null)
                    clip.AddFrame();
                else
                    clip.AddFrame(numbers[i]);
                images[i].CopyTo(clip);
            }
        }
        catch (FormatException e)
        {
            // Other videos of the file are read all the same.
            clip.Refuse(e as SkeletonFileException ?? file.Bad(e.Message, e));
        }
    }

    private CocoImages Parse(SkeletonFile file)
    {
        var json = new JsonCursor(file, missing);
        var images = new CocoImages(file);
        var reader = new CocoReader(images, layout.JointCount);
        json.Read();
        if (json.Token == JsonTokenType.StartArray)
            reader.ReadAnnotations(ref json);
        else if (json.Token == JsonTokenType.StartObject)
            ReadObject(ref json, file, reader);
        else
            throw json.Bad("an object with 'images' and 'annotations', or an array of results is expected");
        json.ExpectEnd();
        return images;
    }

    private static void ReadObject(ref JsonCursor json, SkeletonFile file, CocoReader reader)
    {
        var others = new List<string>();
        var found = false;
        while (json.NextProperty(out var property))
        {
            if (property is not ("images" or "annotations" or "videos"))
            {
                others.Add(property);
                json.Skip();
                continue;
            }

            json.Expect(JsonTokenType.StartArray, $"an array of {property}");
            found = true;
            if (property == "images")
                reader.ReadImages(ref json);
            else if (property == "videos")
                reader.ReadVideos(ref json);
            else
                reader.ReadAnnotations(ref json);
        }

        if (!found)
        {
            throw file.Bad(
                0,
                "there are no 'images' and no 'annotations'; COCO's keypoints, or an array of results are expected"
                + ForeignJson.Remedy(others));
        }
    }
}
