using System.Collections.Immutable;

namespace MsMclr.MLNet.Skeletons.Names;

/// <summary>The joints that options name, as indices.</summary>
internal sealed class GivenJoints
{
    private readonly ImmutableArray<string> _joints;

    public GivenJoints(ImmutableArray<string> joints, JointNamesOptions options)
    {
        _joints = joints;
        var paired = new HashSet<int>();
        foreach (var (left, right) in options.MirrorPairs)
        {
            var pair = (Left: Find(left, nameof(options.MirrorPairs)), Right: Find(right, nameof(options.MirrorPairs)));
            if (!paired.Add(pair.Left) || !paired.Add(pair.Right))
                throw Wrong($"'{left}' and '{right}': a joint is in two pairs, or is its own counterpart", nameof(options.MirrorPairs));
            Pairs.Add(pair);
        }

        if ((options.LeftShoulder is null) != (options.RightShoulder is null))
            throw Wrong("only one shoulder is given; give both or neither", nameof(options.LeftShoulder));
        if (options.LeftShoulder is not null)
        {
            Shoulders = (
                Find(options.LeftShoulder, nameof(options.LeftShoulder)),
                Find(options.RightShoulder!, nameof(options.RightShoulder)));
        }

        if (options.Center is not null)
            Center = Find(options.Center, nameof(options.Center));
    }

    public List<(int Left, int Right)> Pairs { get; } = [];

    public (int Left, int Right)? Shoulders { get; }

    public int? Center { get; }

    private int Find(string name, string option)
    {
        for (var joint = 0; joint < _joints.Length; joint++)
        {
            if (string.Equals(_joints[joint], name, StringComparison.OrdinalIgnoreCase))
                return joint;
        }

        throw Wrong($"there is no joint '{name}'; the joints are {string.Join(", ", _joints.Take(20))}", option);
    }

    private static ArgumentException Wrong(string reason, string option)
        => new($"{nameof(JointNamesOptions)}.{option}: {reason}.", option);
}
