using System.Text.Json;
using MsMclr.MLNet.Loaders.Formats.Scores;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Coco;

/// <summary>Reads images and annotations.</summary>
/// <param name="images">Takes them.</param>
/// <param name="joints">V.</param>
internal sealed class CocoReader(CocoImages images, int joints)
{
    private const int Channels = 3;
    private readonly float[] _body = new float[joints * Channels];
    private readonly string _keypoints =
        $"keypoints (x, y, visibility or score of {joints} joints; set the layout if these are others)";

    /// <summary>An array of images, whose begin was read.</summary>
    public void ReadImages(ref JsonCursor json)
    {
        while (json.NextElement(JsonTokenType.StartObject, "an image"))
        {
            string? id = null;
            string? video = null;
            long? frame = null;
            string? fileName = null;
            while (json.NextProperty(out var property))
            {
                switch (property)
                {
                    case "id":
                        id = json.Id("an image's id");
                        break;
                    case "frame_id" or "frame_index" or "frame_number":
                        frame = json.Whole("a frame's number");
                        break;
                    case "file_name":
                        fileName = json.Id("an image's file");
                        break;
                    case "video_id" or "vid_id":
                        video = json.Id("a video's id");
                        break;
                    default:
                        json.Skip();
                        break;
                }
            }

            if (id is null)
                throw json.Bad("the image has no 'id'");
            var number = fileName is null ? null : ImageNumbers.Of(fileName);
            images.List(new CocoImage(id) { Frame = frame, FileNumber = number, Video = video });
        }
    }

    /// <summary>An array of videos, whose begin was read.</summary>
    public void ReadVideos(ref JsonCursor json)
    {
        while (json.NextElement(JsonTokenType.StartObject, "a video"))
        {
            string? id = null;
            string? name = null;
            while (json.NextProperty(out var property))
            {
                if (property == "id")
                    id = json.Id("a video's id");
                else if (property is "name" or "file_name")
                    name = json.Id("a video's name");
                else
                    json.Skip();
            }

            if (id is not null && name is not null)
                images.Name(id, Path.GetFileNameWithoutExtension(name));
        }
    }

    /// <summary>An array of annotations or results, whose begin was read.</summary>
    public void ReadAnnotations(ref JsonCursor json)
    {
        while (json.NextElement(JsonTokenType.StartObject, "an annotation"))
        {
            string? image = null;
            ulong? track = null;
            var count = 0;
            SkeletonFileException? bad = null;
            Array.Clear(_body);
            while (json.NextProperty(out var property))
            {
                switch (property)
                {
                    case "image_id":
                        image = json.Id("an image's id");
                        break;
                    // AlphaPose's tracker writes idx.
                    case "track_id" or "idx":
                        track = json.Track("a track's id");
                        break;
                    case "keypoints":
                        count = json.AllNumbers(_body, _keypoints, out bad);
                        break;
                    default:
                        json.Skip();
                        break;
                }
            }

            // Annotations of things that are not people have no keypoints.
            if (count == 0 && image is null)
                continue;
            if (image is null)
                throw bad ?? json.Bad("the annotation has no 'image_id'");
            var owner = images.Mention(image);
            if (bad is not null)
                owner.Add(bad);
            else if (count > 0 && UnseenJoints.Mark(_body, Channels))
                owner.Add(track, [.. _body]);
        }
    }
}
