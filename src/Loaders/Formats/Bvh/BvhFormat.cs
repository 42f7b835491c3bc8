using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Bvh;

/// <summary>BVH motion capture: forward kinematics from angles to joint positions. The grammar is in <c>docs/formats.md</c>.</summary>
internal sealed class BvhFormat(SkeletonLayout layout, IReadOnlyDictionary<string, string>? joints, float scale) : ISkeletonFormat
{
    public string Name => "BVH";

    public SkeletonLayout Layout => layout;

    public ClipFields Fields => ClipFields.FrameRate;

    public bool Accepts(string fileName) => fileName.EndsWith(".bvh", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    /// <remarks>Null: the frame rate is in the file.</remarks>
    public ClipInfo? Describe(string name) => null;

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        var seconds = Parse(file, clip);
        yield return new ClipInfo { Name = file.Name, FrameRate = seconds > 0 ? (float)(1 / seconds) : 0 };
    }

    private double Parse(SkeletonFile file, SkeletonClipBuilder clip)
    {
        var parser = new BvhParser(file);
        var hierarchy = parser.Hierarchy();
        var sources = Sources(file, hierarchy);
        if (hierarchy.TrueForAll(joint => joint.Channels.Length == 0))
            throw file.Bad(0, "no joint has a channel, so nothing can move");
        var (frames, seconds) = parser.Motion();
        var places = new BvhVector[hierarchy.Count];
        var rotations = new BvhRotation[hierarchy.Count];
        for (var frame = 0; frame < frames; frame++)
        {
            for (var joint = 0; joint < places.Length; joint++)
                Move(ref parser, hierarchy[joint], joint, places, rotations);
            clip.AddFrame();
            var body = clip.AddBody();
            for (var joint = 0; joint < sources.Length; joint++)
            {
                var place = places[sources[joint]];
                body[3 * joint] = (float)(place.X * scale);
                body[(3 * joint) + 1] = (float)(place.Y * scale);
                body[(3 * joint) + 2] = (float)(place.Z * scale);
            }
        }

        parser.ExpectEnd();
        return seconds;
    }

    private static void Move(ref BvhParser parser, BvhJoint joint, int index, BvhVector[] places, BvhRotation[] rotations)
    {
        // A root's position channels are added to its offset; those of other joints take the offset's place.
        double? x = null;
        double? y = null;
        double? z = null;
        var turn = BvhRotation.None;
        foreach (var channel in joint.Channels)
        {
            var value = parser.Number();
            switch (channel)
            {
                case BvhChannel.Xposition:
                    x = value;
                    break;
                case BvhChannel.Yposition:
                    y = value;
                    break;
                case BvhChannel.Zposition:
                    z = value;
                    break;
                default:
                    turn *= BvhRotation.About(channel, value);
                    break;
            }
        }

        if (joint.Parent < 0)
        {
            places[index] = joint.Offset + new BvhVector(x ?? 0, y ?? 0, z ?? 0);
            rotations[index] = turn;
            return;
        }

        var offset = new BvhVector(x ?? joint.Offset.X, y ?? joint.Offset.Y, z ?? joint.Offset.Z);
        places[index] = places[joint.Parent] + (rotations[joint.Parent] * offset);
        rotations[index] = rotations[joint.Parent] * turn;
    }

    private int[] Sources(SkeletonFile file, List<BvhJoint> hierarchy)
    {
        var sources = new int[layout.JointCount];
        for (var joint = 0; joint < sources.Length; joint++)
        {
            var name = joints?.GetValueOrDefault(layout.Joints[joint]) ?? layout.Joints[joint];
            sources[joint] = hierarchy.FindIndex(
                candidate => string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase));
            if (sources[joint] < 0)
            {
                var known = string.Join(", ", hierarchy.Take(20).Select(one => TextLines.Shown(one.Name)));
                throw file.Bad(
                    0,
                    $"its hierarchy has no joint '{name}' for {layout}; it has {known}. "
                    + "Map the names, or use SkeletonFormat.BvhLayout");
            }
        }

        return sources;
    }
}
