using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet.Tests;

/// <summary>Numbers of a frame's bodies stand side by side; whatever works on several at once is held to the plain loop.</summary>
public class BodiesSideBySideTests
{
    [Test]
    public void The_range_of_a_frame_is_that_of_each_body([Values(1, 2, 3, 4, 8)] int bodies, [Values(1, 3, 20, 25, 33)] int joints)
    {
        var random = new Random((100 * bodies) + joints);
        var row = Enumerable.Range(0, joints * bodies).Select(_ => (float)random.NextDouble() - 0.5f).ToArray();
        float[] low = new float[bodies], high = new float[bodies];
        JointRange.Of(row, low, high);
        for (var body = 0; body < bodies; body++)
        {
            var own = row.Where((_, i) => i % bodies == body).ToArray();
            Assert.That((low[body], high[body]), Is.EqualTo((own.Min(), own.Max())), $"body {body}");
        }
    }

    [Test]
    public void A_flip_exchanges_left_and_right_of_every_body([Values(1, 2, 3)] int bodies)
    {
        var shape = new ClipShape(3, 7, 20, bodies);
        var clip = ClipUnderTest.Random(shape, bodies, layout: SkeletonLayout.KinectV1);
        var before = clip.Values.ToArray();
        new SpatialFlip().Flip(clip.Clip);
        for (var at = 0; at < before.Length; at++)
        {
            var (joint, body) = (at / bodies % shape.Joints, at % bodies);
            var mirrored = at + ((SkeletonLayout.KinectV1.Mirror[joint] - joint) * bodies);
            Assert.That(clip.Values[at], Is.EqualTo(before[mirrored]), $"value {at}, joint {joint}, body {body}");
        }
    }
}
