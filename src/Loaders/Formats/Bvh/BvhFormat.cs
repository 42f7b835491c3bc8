namespace MsMclr.MLNet.Loaders.Formats.Bvh;

/// <summary>BVH motion capture: forward kinematics from angles to joint positions. The grammar is in <c>docs/formats.md</c>.</summary>
internal sealed class BvhFormat(SkeletonLayout layout, IReadOnlyDictionary<string, string>? joints, float scale, int? bodies)
    : ISkeletonFormat
{
    public string Name => "BVH";

    public SkeletonLayout Layout => layout;

    public int Bodies => bodies ?? 1;

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
        var roots = parser.Hierarchies();
        BvhRoots.CheckAlike(file, roots);
        CheckRoom(file, roots.Count);
        var sources = new BvhSources(layout, joints).Find(file, roots[0]);
        if (roots[0].TrueForAll(joint => joint.Channels.Length == 0))
            throw file.Bad(0, "no joint has a channel, so nothing can move");
        var (declared, line, seconds) = parser.Motion();
        BvhPose[] poses = [.. roots.Select(root => new BvhPose(root))];
        var frames = 0;
        for (; !parser.IsAtEnd; frames++)
        {
            clip.AddFrame();
            for (var root = 0; root < poses.Length; root++)
            {
                poses[root].Read(ref parser);
                Copy(poses[root], sources, clip.AddBody((ulong)root));
            }
        }

        if (frames != declared)
            file.WarnOfCount(line, $"{declared} frames are declared, and {frames} follow; {frames} were read");
        return seconds;
    }

    private void CheckRoom(SkeletonFile file, int roots)
    {
        if (roots == 1 || bodies is not null || file.Bodies is not null)
            return;
        throw file.Bad(
            0,
            $"it has {roots} roots, which are {roots} bodies, and no number of bodies is given; make the format with bodies: {roots} "
            + "(1 for the first root alone), or of a file: SkeletonFormat.Bvh(path)");
    }

    private void Copy(BvhPose pose, int[] sources, Span<float> body)
    {
        for (var joint = 0; joint < sources.Length; joint++)
        {
            var place = pose[sources[joint]];
            body[3 * joint] = (float)(place.X * scale);
            body[(3 * joint) + 1] = (float)(place.Y * scale);
            body[(3 * joint) + 2] = (float)(place.Z * scale);
        }
    }
}
