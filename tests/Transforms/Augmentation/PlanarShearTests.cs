namespace MsMclr.MLNet.Tests;

/// <summary>Shear and rotation in the plane: of clips with two coordinates, and of clips with a score beside them.</summary>
public class PlanarShearTests
{
    [TestCase(2)]
    [TestCase(3)]
    public void Every_joint_is_slanted_alike_and_scores_stay(int channels)
    {
        var shape = new ClipShape(channels, 7, 25, 2);
        var clip = ClipUnderTest.Random(shape, 1, absentBody: 1);
        var slants = new HashSet<double>();
        for (var seed = 0; seed < 50; seed++)
        {
            var after = clip.After(new PlanarShear { Amplitude = 0.3 }, seed).Values;
            var (a, b) = Factors(clip.Values, after, shape);
            Assert.That(new[] { a, b }, Has.All.InRange(-0.3001, 0.3001));
            slants.Add(a);
            RequireMapped(clip.Values, after, shape, (x, y) => (x + (a * y), (b * x) + y));
        }

        Assert.That(slants, Has.Count.EqualTo(50), "each clip has its own");
    }

    [TestCase(2)]
    [TestCase(3)]
    public void A_rotation_keeps_distances_and_goes_both_ways(int channels)
    {
        var shape = new ClipShape(channels, 7, 25, 2);
        var clip = ClipUnderTest.Random(shape, 1, absentBody: 1);
        var angles = new List<double>();
        for (var seed = 0; seed < 50; seed++)
        {
            var after = clip.After(new PlanarRotation { Degrees = 40 }, seed).Values;
            var before = Math.Atan2(clip.Values[Y(shape)], clip.Values[0]);
            var angle = Math.IEEERemainder(Math.Atan2(after[Y(shape)], after[0]) - before, 2 * Math.PI);
            angles.Add(angle * 180 / Math.PI);
            var (sine, cosine) = Math.SinCos(angle);
            RequireMapped(clip.Values, after, shape, (x, y) => ((cosine * x) - (sine * y), (sine * x) + (cosine * y)));
        }

        Assert.That(angles, Has.All.InRange(-40.01, 40.01).And.Some.LessThan(-10).And.Some.GreaterThan(10));
    }

    [Test]
    public void Views_of_the_plane_need_no_third_coordinate()
    {
        var clip = ClipUnderTest.Random(new ClipShape(2, 12, 25, 2), 1);
        foreach (var view in new[] { KnownAugmentations.PlanarOrdinary, KnownAugmentations.PlanarStrong })
            Assert.That(clip.After(view, 1).Values, Has.All.InRange(-20f, 20f));
    }

    [Test]
    public void One_coordinate_is_refused()
    {
        var clip = ClipUnderTest.Random(new ClipShape(1, 12, 25, 2), 1);
        Assert.That(() => clip.After(new PlanarShear(), 1), Throws.ArgumentException.With.Message.Contains("Two coordinates"));
    }

    private static int Y(ClipShape shape) => shape.Frames * shape.Joints * shape.Bodies;

    // From two joints: x' = x + a y and y' = b x + y.
    private static (double A, double B) Factors(float[] before, float[] after, ClipShape shape)
    {
        var y = Y(shape);
        return ((after[0] - before[0]) / (double)before[y], (after[y] - before[y]) / (double)before[0]);
    }

    private static void RequireMapped(float[] before, float[] after, ClipShape shape, Func<double, double, (double X, double Y)> map)
    {
        var y = Y(shape);
        for (var i = 0; i < y; i++)
        {
            var expected = map(before[i], before[y + i]);
            Assert.That((double)after[i], Is.EqualTo(expected.X).Within(1e-4));
            Assert.That((double)after[y + i], Is.EqualTo(expected.Y).Within(1e-4));
        }

        Assert.That(after[(2 * y)..], Is.EqualTo(before[(2 * y)..]), "a score is no coordinate");
    }
}
