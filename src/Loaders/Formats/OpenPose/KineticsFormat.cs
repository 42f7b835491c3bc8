using System.Collections.Immutable;
using System.Text.Json;
using MsMclr.MLNet.Loaders.Formats.ForeignFiles;
using MsMclr.MLNet.Loaders.Formats.Scores;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.OpenPose;

/// <summary>
/// Kinetics-skeleton: one JSON a clip, OpenPose's 18 joints in 2-D with a score. The grammar is in <c>docs/formats.md</c>.
/// </summary>
internal sealed class KineticsFormat(IEnumerable<string> actions, MissingValues missing) : ISkeletonFormat
{
    private const int Channels = 3;

    public string Name => "Kinetics-skeleton JSON";

    public SkeletonLayout Layout => SkeletonLayout.OpenPose18;

    public int Coordinates => 2;

    public int Bodies => 2;

    public ImmutableArray<string> Actions { get; } = [.. actions];

    public bool Accepts(string fileName) => fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    public ClipInfo? Describe(string name) => null;

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        var label = Parse(file, clip);
        if (label > Actions.Length && !Actions.IsEmpty)
            throw file.Bad(0, $"its label_index is {label - 1}, but only {Actions.Length} actions are named");
        yield return new ClipInfo { Name = file.Name, Label = Actions.IsEmpty ? 0 : label };
    }

    private uint Parse(SkeletonFile file, SkeletonClipBuilder clip)
    {
        var json = new JsonCursor(file, missing);
        var label = 0u;
        var others = new List<string>();
        var found = false;
        json.Expect(JsonTokenType.StartObject, "an object");
        while (json.NextProperty(out var property))
        {
            if (property == "data")
            {
                if (found)
                    throw json.Bad("'data' is there twice");
                found = true;
                ReadFrames(ref json, clip);
            }
            else if (property == "label_index")
            {
                label = ReadLabel(ref json);
            }
            else
            {
                others.Add(property);
                json.Skip();
            }
        }

        json.ExpectEnd();
        if (!found)
            throw file.Bad(0, "there is no 'data'; an array of frames is expected" + ForeignJson.Remedy(others));
        return label;
    }

    // Tools write -1 where a clip has no label.
    private static uint ReadLabel(ref JsonCursor json)
    {
        var index = json.Whole("a label");
        if (index >= uint.MaxValue)
            throw json.Bad("the label is too large");
        return index < 0 ? 0 : (uint)index + 1;
    }

    private static void ReadFrames(ref JsonCursor json, SkeletonClipBuilder clip)
    {
        var bodies = new FrameBodies(clip, Channels);
        json.Expect(JsonTokenType.StartArray, "an array of frames");
        while (json.NextElement(JsonTokenType.StartObject, "a frame"))
        {
            long? index = null;
            while (json.NextProperty(out var property))
            {
                if (property == "frame_index")
                    index = json.Whole("a frame's index");
                else if (property == "skeleton")
                    ReadBodies(ref json, bodies, clip.JointCount);
                else
                    json.Skip();
            }

            if (index is { } number)
                clip.AddFrame(number);
            else
                clip.AddFrame();
            bodies.Flush();
        }
    }

    private static void ReadBodies(ref JsonCursor json, FrameBodies bodies, int joints)
    {
        Span<float> pose = stackalloc float[2 * joints];
        Span<float> score = stackalloc float[joints];
        json.Expect(JsonTokenType.StartArray, "an array of bodies");
        while (json.NextElement(JsonTokenType.StartObject, "a body"))
        {
            pose.Clear();
            score.Clear();
            var found = false;
            while (json.NextProperty(out var property))
            {
                if (property == "pose")
                {
                    json.NumbersOrNone(pose, "a pose (x, y a joint)");
                    found = true;
                }
                else if (property == "score")
                {
                    json.NumbersOrNone(score, "the scores of a pose (one a joint)");
                }
                else
                {
                    json.Skip();
                }
            }

            if (!found)
                throw json.Bad("the body has no 'pose'");
            var body = bodies.Next();
            for (var joint = 0; joint < joints; joint++)
            {
                body[Channels * joint] = pose[2 * joint];
                body[(Channels * joint) + 1] = pose[(2 * joint) + 1];
                body[(Channels * joint) + 2] = score[joint];
            }

            bodies.Keep(id: null);
        }
    }
}
