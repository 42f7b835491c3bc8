using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.NwUcla;

/// <summary>Northwestern-UCLA as the field passes it on: one JSON object a clip. The grammar is in <c>docs/formats.md</c>.</summary>
internal sealed partial class NwUclaFormat : ISkeletonFormat
{
    // Actions 7 and 10 were never released, so the numbers in file names have gaps that the labels have not.
    private static ReadOnlySpan<byte> LabelOfAction => [0, 1, 2, 3, 4, 5, 6, 0, 7, 8, 0, 9, 10];

    public string Name => "Northwestern-UCLA JSON";

    public SkeletonLayout Layout => SkeletonLayout.KinectV1;

    public ClipFields Fields => ClipFields.Subject | ClipFields.Camera | ClipFields.Replication | ClipFields.FrameRate;

    public ImmutableArray<string> Actions { get; } =
    [
        "pick up with one hand", "pick up with two hands", "drop trash", "walk around", "sit down",
        "stand up", "donning", "doffing", "throw", "carry",
    ];

    public bool Accepts(string fileName) => fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    /// <remarks>Null for names of another form: their label is in the file alone.</remarks>
    public ClipInfo? Describe(string name)
    {
        var match = Pattern().Match(name);
        if (!match.Success)
            return null;
        var action = Number(1);
        return new ClipInfo
        {
            Name = name,
            Label = action < LabelOfAction.Length ? LabelOfAction[(int)action] : 0u,
            Subject = Number(2),
            // Episodes count from 0.
            Replication = Number(3) + 1,
            Camera = Number(4),
            FrameRate = 30,
        };

        uint Number(int group) => uint.Parse(match.Groups[group].ValueSpan);
    }

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        var label = Parse(file, clip);
        ZeroJoints.Mark(clip, root: 0);
        var info = Describe(file.Name);
        if (info is not null && label is { } stated && stated != info.Label)
            throw file.Bad(0, $"its label is {stated}, but its name says {info.Label}; one of them is wrong");
        yield return info ?? new ClipInfo { Name = file.Name, Label = label ?? 0, FrameRate = 30 };
    }

    private static uint? Parse(SkeletonFile file, SkeletonClipBuilder clip)
    {
        var json = new JsonCursor(file);
        uint? label = null;
        var found = false;
        json.Expect(JsonTokenType.StartObject, "an object");
        while (json.NextProperty(out var property))
        {
            switch (property)
            {
                case "skeletons":
                    if (found)
                        throw json.Bad("'skeletons' is there twice");
                    ReadFrames(ref json, clip);
                    found = true;
                    break;
                case "label":
                    label = json.Count("a label");
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        json.ExpectEnd();
        if (!found)
            throw file.Bad(0, "there is no 'skeletons'; an array of frames is expected");
        return label;
    }

    private static void ReadFrames(ref JsonCursor json, SkeletonClipBuilder clip)
    {
        json.Expect(JsonTokenType.StartArray, "an array of frames");
        while (json.NextElement(JsonTokenType.StartArray, "a frame"))
        {
            clip.AddFrame();
            var joints = 0;
            var body = Span<float>.Empty;
            while (json.NextElement(JsonTokenType.StartArray, "a joint"))
            {
                if (joints == 0)
                    body = clip.AddBody();
                if (joints == clip.JointCount)
                    throw json.Bad($"frame {clip.Frames} has more than {clip.JointCount} joints");
                for (var channel = 0; channel < 3; channel++)
                    body[(3 * joints) + channel] = json.Number("a coordinate");
                json.Expect(JsonTokenType.EndArray, "the end of a joint");
                joints++;
            }

            if (joints != 0 && joints != clip.JointCount)
                throw json.Bad($"frame {clip.Frames} has {joints} joints; {clip.JointCount} are expected");
        }
    }

    [GeneratedRegex(@"^a([0-9]{1,3})_s([0-9]{1,3})_e([0-9]{1,3})_v([0-9]{1,3})$")]
    private static partial Regex Pattern();
}
