using System.Text.Json;
using MsMclr.MLNet.Loaders.Formats.ForeignFiles;
using MsMclr.MLNet.Loaders.Formats.Scores;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.MMPose;

/// <summary>
/// What MMPose 1.x writes of a video (<c>instance_info</c>, or its array alone) or of an image (an array of instances). The grammar is in
/// <c>docs/formats.md</c>.
/// </summary>
/// <param name="layout">The keypoints.</param>
/// <param name="coordinates">Coordinates a keypoint; its score comes after them.</param>
/// <param name="missing">What becomes of coordinates that are not there.</param>
internal sealed class MMPoseFormat(SkeletonLayout layout, int coordinates, MissingValues missing) : ISkeletonFormat
{
    public string Name => "MMPose JSON";

    public SkeletonLayout Layout => layout;

    public int Channels => coordinates + 1;

    public int Coordinates => coordinates;

    public int Bodies => 2;

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
        var bodies = new FrameBodies(clip, Channels);
        var instance = new MMPoseInstance(layout.JointCount, coordinates);
        var frames = new MMPoseFrames(clip, bodies, instance);
        json.Read();
        if (json.Token == JsonTokenType.StartArray)
            frames.Read(ref json);
        else if (json.Token == JsonTokenType.StartObject)
            ReadObject(ref json, file, frames);
        else
            throw json.Bad("an object with 'instance_info', or an array of frames is expected");
        json.ExpectEnd();
    }

    private static void ReadObject(ref JsonCursor json, SkeletonFile file, MMPoseFrames frames)
    {
        var others = new List<string>();
        var found = false;
        while (json.NextProperty(out var property))
        {
            if (property == "instance_info")
            {
                if (found)
                    throw json.Bad("'instance_info' is there twice");
                found = true;
                json.Expect(JsonTokenType.StartArray, "an array of frames");
                frames.Read(ref json);
            }
            else
            {
                others.Add(property);
                json.Skip();
            }
        }

        if (!found)
        {
            others.Remove("meta_info");
            throw file.Bad(0, "there is no 'instance_info', which MMPose writes" + ForeignJson.Remedy(others));
        }
    }
}
