namespace MsMclr.MLNet.Loaders.Formats.Bvh;

/// <summary>What a channel of a BVH file moves.</summary>
internal enum BvhChannel
{
    Xposition,
    Yposition,
    Zposition,
    Xrotation,
    Yrotation,
    Zrotation,
}

/// <summary>A joint of a BVH hierarchy. Ends of limbs ("End Site") are joints without channels, named after their parent.</summary>
internal sealed record BvhJoint(string Name, int Parent, BvhVector Offset, BvhChannel[] Channels);

/// <summary>A point or direction in double precision.</summary>
internal readonly record struct BvhVector(double X, double Y, double Z)
{
    public static BvhVector operator +(BvhVector a, BvhVector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
}

/// <summary>A rotation in double precision, by its rows.</summary>
internal readonly record struct BvhRotation(BvhVector Row1, BvhVector Row2, BvhVector Row3)
{
    public static BvhRotation None { get; } = new(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));

    public static BvhRotation About(BvhChannel channel, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return channel switch
        {
            BvhChannel.Xrotation => new(new(1, 0, 0), new(0, cos, -sin), new(0, sin, cos)),
            BvhChannel.Yrotation => new(new(cos, 0, sin), new(0, 1, 0), new(-sin, 0, cos)),
            _ => new(new(cos, -sin, 0), new(sin, cos, 0), new(0, 0, 1)),
        };
    }

    public static BvhVector operator *(BvhRotation r, BvhVector v) => new(Dot(r.Row1, v), Dot(r.Row2, v), Dot(r.Row3, v));

    public static BvhRotation operator *(BvhRotation a, BvhRotation b) => new(Times(a.Row1, b), Times(a.Row2, b), Times(a.Row3, b));

    private static BvhVector Times(BvhVector row, BvhRotation b) => new(
        (row.X * b.Row1.X) + (row.Y * b.Row2.X) + (row.Z * b.Row3.X),
        (row.X * b.Row1.Y) + (row.Y * b.Row2.Y) + (row.Z * b.Row3.Y),
        (row.X * b.Row1.Z) + (row.Y * b.Row2.Z) + (row.Z * b.Row3.Z));

    private static double Dot(BvhVector a, BvhVector b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);
}
