using System.Text.Json;
using MsMclr.MLNet.Loaders.Formats.ForeignFiles;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.JsonFrames;

/// <summary>
/// <c>{"frames": [T][M][V][C]}</c>: frames of bodies of joints of coordinates. An absent body is <c>null</c>, <c>[]</c>, or left out
/// at the end. Other members are passed over. The grammar is in <c>docs/formats.md</c>.
/// </summary>
internal sealed class JsonFramesFormat(SkeletonLayout layout, int bodies, int channels, MissingValues missing) : ISkeletonFormat
{
    // Said of every number, and so made once.
    private readonly string _number = $"one of a joint's {channels} numbers";
    private readonly string _jointEnd = $"the end of a joint of {channels} numbers";
    private readonly string _bodyEnd = $"the end of a body of {layout.JointCount} joints";

    public string Name => "JSON frames";

    public SkeletonLayout Layout => layout;

    public int Channels => channels;

    public int Bodies => bodies;

    public bool Accepts(string fileName) => fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    public ClipInfo? Describe(string name) => new() { Name = name };

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        Parse(file, clip);
        yield return Describe(file.Name)!;
    }

    private void Parse(SkeletonFile file, SkeletonClipBuilder clip)
    {
        var json = new JsonCursor(file, missing);
        var others = new List<string>();
        var found = false;
        json.Expect(JsonTokenType.StartObject, "an object with 'frames'");
        while (json.NextProperty(out var property))
        {
            if (property != "frames")
            {
                others.Add(property);
                json.Skip();
                continue;
            }

            if (found)
                throw json.Bad("'frames' is there twice");
            found = true;
            ReadFrames(ref json, clip);
        }

        json.ExpectEnd();
        if (!found)
        {
            throw file.Bad(
                0,
                "there is no 'frames'; [T][M][V][C] is expected: frames of bodies of joints of coordinates"
                + ForeignJson.Remedy(others));
        }
    }

    private void ReadFrames(ref JsonCursor json, SkeletonClipBuilder clip)
    {
        json.Expect(JsonTokenType.StartArray, "an array of frames");
        while (json.NextElement(JsonTokenType.StartArray, "a frame: an array of bodies"))
        {
            clip.AddFrame();
            ReadBodies(ref json, clip);
        }
    }

    private void ReadBodies(ref JsonCursor json, SkeletonClipBuilder clip)
    {
        for (var place = 0; ; place++)
        {
            json.Read();
            switch (json.Token)
            {
                case JsonTokenType.EndArray:
                    return;
                case JsonTokenType.Null:
                    break;
                case JsonTokenType.StartArray:
                    ReadBody(ref json, clip, place);
                    break;
                default:
                    throw json.Bad($"frame {clip.Frames}: a body is expected, an array of {clip.JointCount} joints, or null");
            }
        }
    }

    private void ReadBody(ref JsonCursor json, SkeletonClipBuilder clip, int place)
    {
        json.Read();
        if (json.Token == JsonTokenType.EndArray)
            return;
        var values = clip.AddBodyAt(place);
        for (var joint = 0; joint < clip.JointCount; joint++)
        {
            if (joint > 0)
                json.Read();
            if (json.Token == JsonTokenType.EndArray)
                throw json.Bad($"frame {clip.Frames}: {joint} joints are not {clip.JointCount}");
            if (json.Token == JsonTokenType.Null && missing == MissingValues.Missing)
            {
                values.Slice(joint * clip.Channels, clip.Channels).Fill(float.NaN);
                continue;
            }

            if (json.Token != JsonTokenType.StartArray)
                throw json.Bad($"frame {clip.Frames}: a joint is expected, an array of {clip.Channels} numbers");
            for (var channel = 0; channel < clip.Channels; channel++)
                values[(joint * clip.Channels) + channel] = json.Number(_number);
            json.Expect(JsonTokenType.EndArray, _jointEnd);
        }

        json.Expect(JsonTokenType.EndArray, _bodyEnd);
    }
}
