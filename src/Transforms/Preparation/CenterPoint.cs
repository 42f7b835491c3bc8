namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// Where the center of a body is. That is the center joint, or, where it is missing, the middle of the two joints that it lies between, or
/// else the mean of the joints that are there.
/// </summary>
internal readonly struct CenterPoint(ClipPreparation preparation)
{
    /// <summary>
    /// The joints that a layout's center lies between: two that mirror each other and hang from it, the shoulders first. A neck lies
    /// between the shoulders, a pelvis between the hips. Null where there are none.
    /// </summary>
    public static (int First, int Second)? Neighbors(SkeletonLayout layout)
    {
        if (layout.HasShoulders && Hang(layout.LeftShoulder, layout.RightShoulder))
            return (layout.LeftShoulder, layout.RightShoulder);
        for (var joint = 0; joint < layout.JointCount; joint++)
        {
            var other = layout.Mirror[joint];
            if (other > joint && Hang(joint, other))
                return (joint, other);
        }

        return null;

        bool Hang(int one, int other)
            => one != layout.Center && other != layout.Center && layout.Mirror[one] == other
                && layout.Parents[one] == layout.Center && layout.Parents[other] == layout.Center;
    }

    /// <summary>A coordinate of the center of a body <c>[V, C]</c>; NaN where no joint is there.</summary>
    public float Of(ReadOnlySpan<float> body, int channel)
    {
        var center = At(body, preparation.Layout.Center, channel);
        if (!float.IsNaN(center))
            return center;
        if (preparation.CenterNeighbors is { } pair)
        {
            var middle = (At(body, pair.First, channel) + At(body, pair.Second, channel)) * 0.5f;
            if (!float.IsNaN(middle))
                return middle;
        }

        return Mean(body, channel);
    }

    private float Mean(ReadOnlySpan<float> body, int channel)
    {
        var sum = 0f;
        var count = 0f;
        for (var joint = 0; joint < preparation.Shape.Joints; joint++)
        {
            var value = At(body, joint, channel);
            var isThere = !float.IsNaN(value);
            var known = isThere ? value : 0;
            sum = joint == 0 ? known : sum + known;
            count += isThere ? 1 : 0;
        }

        return sum / count;
    }

    private float At(ReadOnlySpan<float> body, int joint, int channel) => body[(joint * preparation.Shape.Channels) + channel];
}
