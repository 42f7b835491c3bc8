namespace MsMclr.MLNet.Tests;

public class SpatialFlipTests
{
    [Test]
    public void Flipping_twice_changes_nothing([Values] bool mirrorCoordinates)
    {
        var clip = ClipUnderTest.Random(new ClipShape(3, 10, 25, 2), 1);
        var before = clip.Values.ToArray();
        var flip = new SpatialFlip { MirrorCoordinates = mirrorCoordinates };
        flip.Flip(clip.Clip);
        Assert.That(clip.Values, Is.Not.EqualTo(before));
        flip.Flip(clip.Clip);
        Assert.That(clip.Values, Is.EqualTo(before));
    }

    // Numbers of a frame's bodies stand side by side; what works on several at once is held to the plain loop.
    [Test]
    public void A_flip_exchanges_left_and_right_of_every_body([Values(1, 2, 3)] int bodies, [Values] bool mirrorCoordinates)
    {
        var shape = new ClipShape(3, 7, 20, bodies);
        var clip = ClipUnderTest.Random(shape, bodies, layout: SkeletonLayout.KinectV1);
        var before = clip.Values.ToArray();
        new SpatialFlip { MirrorCoordinates = mirrorCoordinates }.Flip(clip.Clip);
        for (var at = 0; at < before.Length; at++)
        {
            var joint = at / bodies % shape.Joints;
            var mirrored = at + ((SkeletonLayout.KinectV1.Mirror[joint] - joint) * bodies);
            var isX = at < before.Length / 3;
            var expected = isX && mirrorCoordinates ? -before[mirrored] : before[mirrored];
            Assert.That(clip.Values[at], Is.EqualTo(expected), $"value {at}, joint {joint}, body {at % bodies}");
        }
    }
}
