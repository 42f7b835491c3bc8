namespace MsMclr.MLNet.Tests;

public class ViewRotationTests
{
    private static readonly ClipShape Shape = new(3, 7, 25, 2);

    [Test]
    public void The_whole_clip_turns_about_the_vertical_axis_by_one_angle_both_ways()
    {
        var clip = ClipUnderTest.Random(Shape, 1, absentBody: 1);
        var angles = new List<double>();
        for (var seed = 0; seed < 50; seed++)
        {
            var after = clip.After(new ViewRotation { Degrees = 40 }, seed).Values;
            var angle = Math.IEEERemainder(Direction(after, 0) - Direction(clip.Values, 0), 2 * Math.PI);
            angles.Add(angle * 180 / Math.PI);
            var (sine, cosine) = Math.SinCos(angle);
            RequireMapped(clip.Values, after, (x, y, z) => ((cosine * x) - (sine * z), y, (sine * x) + (cosine * z)));
        }

        Assert.That(angles, Has.All.InRange(-40.01, 40.01).And.Some.LessThan(-10).And.Some.GreaterThan(10));
    }

    [Test]
    public void A_tilt_turns_it_about_x()
    {
        var clip = ClipUnderTest.Random(Shape, 1);
        for (var seed = 0; seed < 50; seed++)
        {
            var after = clip.After(new ViewRotation { Degrees = 0, TiltDegrees = 20 }, seed).Values;
            var before = Math.Atan2(clip.Values[2 * Plane], clip.Values[Plane]);
            var angle = Math.IEEERemainder(Math.Atan2(after[2 * Plane], after[Plane]) - before, 2 * Math.PI);
            Assert.That(angle * 180 / Math.PI, Is.InRange(-20.01, 20.01));
            var (sine, cosine) = Math.SinCos(angle);
            RequireMapped(clip.Values, after, (x, y, z) => (x, (cosine * y) - (sine * z), (sine * y) + (cosine * z)));
        }
    }

    [Test]
    public void An_absent_body_stays_absent()
    {
        var after = ClipUnderTest.Random(Shape, 1, absentBody: 1).After(new ViewRotation { TiltDegrees = 10 }, 3).Values;
        Assert.That(after.Where((_, i) => i % 2 == 1), Has.All.Zero);
    }

    [Test]
    public void Two_coordinates_are_refused()
    {
        var clip = ClipUnderTest.Random(new ClipShape(2, 12, 25, 2), 1);
        Assert.That(() => clip.After(new ViewRotation(), 1), Throws.ArgumentException.With.Message.Contains("three coordinates"));
    }

    private static int Plane => Shape.Frames * Shape.Joints * Shape.Bodies;

    private static double Direction(float[] values, int position) => Math.Atan2(values[(2 * Plane) + position], values[position]);

    private static void RequireMapped(float[] before, float[] after, Func<double, double, double, (double X, double Y, double Z)> map)
    {
        for (var i = 0; i < Plane; i++)
        {
            var (x, y, z) = map(before[i], before[Plane + i], before[(2 * Plane) + i]);
            Assert.That((double)after[i], Is.EqualTo(x).Within(1e-4));
            Assert.That((double)after[Plane + i], Is.EqualTo(y).Within(1e-4));
            Assert.That((double)after[(2 * Plane) + i], Is.EqualTo(z).Within(1e-4));
        }
    }
}
