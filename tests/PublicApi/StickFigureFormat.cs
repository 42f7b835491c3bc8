using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MsMclr.MLNet.Tests;

/// <summary>A format of a user's own: <c>name,x,y,z,x,y,z</c> a line, a line a frame of two joints; lines of a name make a clip.</summary>
internal sealed class StickFigureFormat : ISkeletonFormat
{
    public string Name => "stick figures";

    public SkeletonLayout Layout { get; } = new(
        "stick",
        joints: ["Hip", "Head"],
        bones: [new Bone(1, 0)],
        center: 0,
        mirror: [0, 1],
        parts: [new JointGroup("all", [0, 1])],
        regions: [new JointGroup("all", [0, 1])]);

    public ImmutableArray<string> Actions { get; } = ["stand", "fall"];

    public bool Accepts(string fileName) => fileName.EndsWith(".stick", StringComparison.Ordinal);

    public ClipInfo? Describe(string name) => null;

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        var lines = Encoding.UTF8.GetString(file.ReadAll()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string? current = null;
        for (var line = 0; line < lines.Length; line++)
        {
            var fields = lines[line].Split(',');
            if (fields.Length != 7)
                throw file.Bad(line + 1, $"{fields.Length} fields are not 7");
            if (current is not null && fields[0] != current)
                yield return Describe(file, current);
            current = fields[0];
            clip.AddFrame();
            var body = clip.AddBody();
            for (var i = 0; i < body.Length; i++)
            {
                if (!float.TryParse(fields[i + 1], CultureInfo.InvariantCulture, out body[i]))
                    throw file.Bad(line + 1, $"'{fields[i + 1]}' is not a number");
            }
        }

        if (current is not null)
            yield return Describe(file, current);
    }

    private static ClipInfo Describe(SkeletonFile file, string name)
    {
        var label = name.StartsWith("fall", StringComparison.Ordinal) ? 2u : 1u;
        return new ClipInfo { Name = $"{file.Name}/{name}", Recording = file.Name, Label = label };
    }
}
