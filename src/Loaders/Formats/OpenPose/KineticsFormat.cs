using System.Collections.Immutable;
using System.Text.Json;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.OpenPose;

/// <summary>
/// Kinetics-skeleton: one JSON a clip, OpenPose's 18 joints in 2-D with a score. The grammar is in <c>docs/formats.md</c>.
/// </summary>
internal sealed class KineticsFormat(IEnumerable<string> actions) : ISkeletonFormat
{
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

    private static uint Parse(SkeletonFile file, SkeletonClipBuilder clip)
    {
        var json = new JsonCursor(file);
        var label = 0u;
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
                var index = json.Count("a label");
                if (index == uint.MaxValue)
                    throw json.Bad("the label is too large");
                label = index + 1;
            }
            else
            {
                json.Skip();
            }
        }

        json.ExpectEnd();
        if (!found)
            throw file.Bad(0, "there is no 'data'; an array of frames is expected");
        return label;
    }

    private static void ReadFrames(ref JsonCursor json, SkeletonClipBuilder clip)
    {
        json.Expect(JsonTokenType.StartArray, "an array of frames");
        uint? before = null;
        while (json.NextElement(JsonTokenType.StartObject, "a frame"))
        {
            uint? index = null;
            clip.AddFrame();
            while (json.NextProperty(out var property))
            {
                if (property == "frame_index")
                    index = json.Count("a frame's index");
                else if (property == "skeleton")
                    ReadBodies(ref json, clip);
                else
                    json.Skip();
            }

            if (index <= before)
                throw json.Bad($"frame index {index} follows {before}; frames must be in order");
            before = index ?? before;
        }
    }

    private static void ReadBodies(ref JsonCursor json, SkeletonClipBuilder clip)
    {
        Span<float> pose = stackalloc float[2 * clip.JointCount];
        Span<float> score = stackalloc float[clip.JointCount];
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
                    json.Numbers(pose, "a pose (x, y a joint)");
                    found = true;
                }
                else if (property == "score")
                {
                    json.Numbers(score, "the scores of a pose (one a joint)");
                }
                else
                {
                    json.Skip();
                }
            }

            if (!found)
                throw json.Bad("the body has no 'pose'");
            var body = clip.AddBody();
            for (var joint = 0; joint < clip.JointCount; joint++)
            {
                body[3 * joint] = pose[2 * joint];
                body[(3 * joint) + 1] = pose[(2 * joint) + 1];
                body[(3 * joint) + 2] = score[joint];
            }
        }
    }
}
