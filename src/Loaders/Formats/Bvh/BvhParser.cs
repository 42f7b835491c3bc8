using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Bvh;

/// <summary>Reads the text of a BVH file: its hierarchy, then the numbers of each frame.</summary>
internal ref struct BvhParser(SkeletonFile file)
{
    private const int MaxJoints = 4_096;
    private const int MaxRoots = 64;
    private BvhTokens _tokens = new(file);

    /// <summary>Gets a value indicating whether nothing but white space follows.</summary>
    public bool IsAtEnd => _tokens.IsAtEnd;

    /// <summary>The joints of each root, each after its parent.</summary>
    public List<List<BvhJoint>> Hierarchies()
    {
        _tokens.Expect("HIERARCHY");
        _tokens.Expect("ROOT");
        var roots = new List<List<BvhJoint>>();
        do
        {
            if (roots.Count == MaxRoots)
                throw _tokens.Bad($"the hierarchy has more than {MaxRoots} roots");
            roots.Add(Hierarchy());
        }
        while (_tokens.Take("ROOT"));
        return roots;
    }

    private List<BvhJoint> Hierarchy()
    {
        var joints = new List<BvhJoint>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Stack<int>();
        do
        {
            if (open.Count > 0 && _tokens.Take("}"))
            {
                open.Pop();
                continue;
            }

            if (joints.Count == MaxJoints)
                throw _tokens.Bad($"the hierarchy has more than {MaxJoints} joints");
            if (open.Count > 0 && _tokens.Take("End"))
                AddEnd(joints, names, open.Peek());
            else
                AddJoint(joints, names, open);
        }
        while (open.Count > 0);
        return joints;
    }

    /// <summary>The number of frames that is declared, the line that declares it, and the seconds from one frame to the next.</summary>
    public (long Frames, long Line, double Seconds) Motion()
    {
        _tokens.Expect("MOTION");
        _tokens.ExpectStart("Frames:");
        var line = _tokens.Line;
        var frames = _tokens.Number("the number of frames");
        _tokens.Expect("Frame");
        _tokens.ExpectStart("Time:");
        var seconds = _tokens.Number("the time of a frame");
        if (frames < 0 || frames != Math.Floor(frames) || frames > int.MaxValue)
            throw _tokens.Bad("the number of frames is not a whole number of 0 or more");
        return ((long)frames, line, seconds);
    }

    public double Number() => _tokens.Number("a channel's value");

    private void AddJoint(List<BvhJoint> joints, HashSet<string> names, Stack<int> open)
    {
        if (open.Count > 0)
            _tokens.Expect("JOINT");
        var name = _tokens.Name("a joint's name");
        if (!names.Add(name))
            throw _tokens.Bad($"joint '{TextLines.Shown(name)}' is there twice");
        _tokens.Expect("{");
        var offset = Offset();
        _tokens.Expect("CHANNELS");
        var count = _tokens.Number("the number of channels");
        if (count is not (>= 0 and <= 6) || count != Math.Floor(count))
            throw _tokens.Bad("a joint has 0 to 6 channels");
        var channels = new BvhChannel[(int)count];
        for (var i = 0; i < channels.Length; i++)
        {
            var channel = _tokens.Text("a channel");
            if (!char.IsAsciiLetter(channel[0]) || !Enum.TryParse(channel, ignoreCase: true, out channels[i]))
                throw _tokens.Bad($"'{TextLines.Shown(channel)}' is no channel; Xposition, Yrotation and the like are expected");
        }

        joints.Add(new BvhJoint(name, open.Count > 0 ? open.Peek() : -1, offset, channels));
        open.Push(joints.Count - 1);
    }

    private void AddEnd(List<BvhJoint> joints, HashSet<string> names, int parent)
    {
        _tokens.Expect("Site");
        _tokens.Expect("{");
        var name = joints[parent].Name + "End";
        joints.Add(new BvhJoint(names.Add(name) ? name : $"{name}{joints.Count}", parent, Offset(), []));
        _tokens.Expect("}");
    }

    private BvhVector Offset()
    {
        _tokens.Expect("OFFSET");
        return new(_tokens.Number("an offset"), _tokens.Number("an offset"), _tokens.Number("an offset"));
    }
}
