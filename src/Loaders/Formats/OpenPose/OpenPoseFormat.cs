using System.Globalization;
using System.Text.Json;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.OpenPose;

/// <summary>
/// What OpenPose writes: a JSON file a frame, <c>name_000000000000_keypoints.json</c> and so on. A clip begins at frame 0 and ends where
/// the next number is missing.
/// </summary>
internal sealed class OpenPoseFormat(SkeletonLayout layout) : ISkeletonFormat
{
    private const string First = "_000000000000_keypoints";

    public string Name => "OpenPose JSON";

    public SkeletonLayout Layout => layout;

    public int Coordinates => 2;

    public int Bodies => 2;

    public bool Accepts(string fileName) => fileName.EndsWith(First + ".json", StringComparison.OrdinalIgnoreCase);

    public ClipInfo? Describe(string name)
    {
        if (name.EndsWith(First, StringComparison.OrdinalIgnoreCase))
            name = name[..^First.Length];
        return new ClipInfo { Name = name };
    }

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        var info = Describe(file.Name)!;
        ReadFrame(file, clip);
        var folder = Path.GetDirectoryName(file.Path) ?? "";
        for (var frame = 1; file.Path is not null; frame++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{info.Name}_{frame:000000000000}_keypoints.json");
            var path = Path.Combine(folder, name);
            if (!File.Exists(path))
                break;
            var next = file.Beside(path);
            try
            {
                ReadFrame(next, clip);
            }
            finally
            {
                next.Release();
            }
        }

        yield return info;
    }

    private static void ReadFrame(SkeletonFile file, SkeletonClipBuilder clip)
    {
        var json = new JsonCursor(file);
        var found = false;
        clip.AddFrame();
        json.Expect(JsonTokenType.StartObject, "an object");
        while (json.NextProperty(out var property))
        {
            if (property == "people" && !found)
            {
                found = true;
                json.Expect(JsonTokenType.StartArray, "an array of people");
                while (json.NextElement(JsonTokenType.StartObject, "a person"))
                    ReadPerson(ref json, clip);
            }
            else
            {
                json.Skip();
            }
        }

        json.ExpectEnd();
        if (!found)
            throw file.Bad(0, "there is no 'people'; an array is expected");
    }

    private static void ReadPerson(ref JsonCursor json, SkeletonClipBuilder clip)
    {
        var found = false;
        while (json.NextProperty(out var property))
        {
            if (property == "pose_keypoints_2d" && !found)
            {
                found = true;
                json.Numbers(
                    clip.AddBody(),
                    "the keypoints of a person (x, y, confidence a joint); set the layout that OpenPose was run with");
            }
            else
            {
                json.Skip();
            }
        }
    }
}
