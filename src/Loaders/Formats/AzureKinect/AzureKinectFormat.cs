using System.Text.Json;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.AzureKinect;

/// <summary>
/// What <c>offline_processor</c> of Microsoft's body tracking samples writes of a recording: frames of bodies of 32 joints in millimeters.
/// The grammar is in <c>docs/formats.md</c>.
/// </summary>
internal sealed class AzureKinectFormat : ISkeletonFormat
{
    private const float MetersOfMillimeter = 0.001f;

    public string Name => "Azure Kinect JSON";

    public SkeletonLayout Layout => SkeletonLayout.AzureKinect32;

    public int Bodies => 2;

    public ClipFields Fields => ClipFields.FrameRate;

    public bool Accepts(string fileName) => fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    /// <remarks>Null: the frame rate is in the file alone.</remarks>
    public ClipInfo? Describe(string name) => null;

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        var times = new AzureKinectTimes();
        Parse(file, clip, times);
        yield return new ClipInfo { Name = file.Name, FrameRate = times.FrameRate };
    }

    private static void Parse(SkeletonFile file, SkeletonClipBuilder clip, AzureKinectTimes times)
    {
        var json = new JsonCursor(file, MissingValues.Missing);
        var found = false;
        json.Expect(JsonTokenType.StartObject, "an object with 'frames'");
        while (json.NextProperty(out var property))
        {
            if (property != "frames")
            {
                json.Skip();
                continue;
            }

            if (found)
                throw json.Bad("'frames' is there twice");
            found = true;
            json.Expect(JsonTokenType.StartArray, "an array of frames");
            while (json.NextElement(JsonTokenType.StartObject, "a frame"))
                ReadFrame(ref json, clip, times);
        }

        json.ExpectEnd();
        if (!found)
            throw file.Bad(0, "there is no 'frames'; what offline_processor of the Azure Kinect body tracking samples writes is expected");
    }

    // Members are sorted by name in these files, so that bodies come before their frame's number.
    private static void ReadFrame(ref JsonCursor json, SkeletonClipBuilder clip, AzureKinectTimes times)
    {
        var bodies = new List<AzureKinectBody>();
        long? number = null;
        long? time = null;
        while (json.NextProperty(out var property))
        {
            switch (property)
            {
                case "bodies":
                    json.Expect(JsonTokenType.StartArray, "an array of bodies");
                    while (json.NextElement(JsonTokenType.StartObject, "a body"))
                        bodies.Add(AzureKinectBody.Read(ref json, clip.JointCount));
                    break;
                case "frame_id":
                    number = json.Whole("a frame's number");
                    break;
                case "timestamp_usec":
                    time = json.Whole("a frame's time in microseconds");
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        if (number is { } known)
            clip.AddFrame(known);
        else
            clip.AddFrame();
        times.Add(number, time);
        foreach (var body in bodies)
        {
            var values = body.Id is { } id ? clip.AddBody(id) : clip.AddBody();
            for (var i = 0; i < values.Length; i++)
                values[i] = body.Positions[i] * MetersOfMillimeter;
        }
    }
}
