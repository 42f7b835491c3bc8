namespace MsMclr.MLNet.Tests;

/// <summary>An array seen as a clip, with scratch full of NaN, so that reading it shows.</summary>
internal sealed class ClipUnderTest
{
    private readonly float[] _scratch;

    public ClipUnderTest(float[] values, ClipShape shape, SkeletonLayout? layout = null)
    {
        Values = [.. values];
        Shape = shape;
        Layout = layout ?? SkeletonLayout.NtuRgbd;
        _scratch = new float[shape.Length];
        Array.Fill(_scratch, float.NaN);
    }

    public float[] Values { get; }

    public ClipShape Shape { get; }

    public SkeletonLayout Layout { get; }

    public SkeletonClip Clip => new(Values, Shape, Layout, _scratch);

    public static ClipUnderTest Golden(string file)
    {
        var golden = GoldenArray.Read(file);
        return new ClipUnderTest(golden.Values, new ClipShape(golden.Shape[0], golden.Shape[1], golden.Shape[2], golden.Shape[3]));
    }

    public static ClipUnderTest Random(ClipShape shape, int seed, int absentBody = -1, SkeletonLayout? layout = null)
    {
        var random = new Random(seed);
        var values = new float[shape.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = i % shape.Bodies == absentBody ? 0 : (float)((random.NextDouble() * 2) - 1);
        return new ClipUnderTest(values, shape, layout);
    }

    /// <summary>One coordinate of Kinect v1's joints, which is the number of the frame.</summary>
    public static ClipUnderTest FrameNumbers(int frames)
    {
        var shape = new ClipShape(1, frames, 20, 1);
        return new ClipUnderTest([.. Enumerable.Range(0, shape.Length).Select(i => (float)(i / 20))], shape, SkeletonLayout.KinectV1);
    }

    /// <summary>The first channel of the first joint of the first body, frame by frame.</summary>
    public float[] FirstJoint()
        => [.. Enumerable.Range(0, Shape.Frames).Select(frame => Values[frame * Shape.Joints * Shape.Bodies])];

    public ClipUnderTest After(SkeletonAugmentation augmentation, int seed)
    {
        var random = AugmentationRandom.For(seed, 1, 0, 0);
        var copy = new ClipUnderTest(Values, Shape, Layout);
        augmentation.Apply(copy.Clip, ref random);
        return copy;
    }
}
