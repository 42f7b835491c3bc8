using CsCheck;
using MsMclr.MLNet.Loaders.Bodies;

namespace MsMclr.MLNet.Tests;

public class BodyActivityTests
{
    private static readonly Gen<float> Coordinate = Gen.Frequency((9, Gen.Float[-3, 3]), (1, Gen.Const(float.NaN)));

    // 75 values are no whole number of vectors, and 6 are fewer than one has.
    [TestCase(25)]
    [TestCase(2)]
    public void It_is_the_sum_of_squared_deviations_of_what_was_found(int joints)
        => Gen.Select(Coordinate.Array[3 * joints].Array[1, 20], Gen.Int[2, 3]).Sample((frames, coordinates) =>
        {
            var bodies = new ClipBodies(Frames(frames.Length), frames.SelectMany(frame => frame).ToArray(), joints, 3, coordinates);
            var expected = Enumerable.Range(0, 3 * joints).Where(i => i % 3 < coordinates).Sum(i => Deviation(frames, i));
            var activity = BodyActivity.Of(bodies, Enumerable.Range(0, frames.Length).ToArray());
            return Math.Abs(activity - expected) <= 1e-6 * (1 + expected);
        }, iter: 500);

    [Test]
    public void Other_bodies_of_the_clip_do_not_count()
    {
        float[] values = [.. Enumerable.Range(0, 4 * 30).Select(i => i / 30 % 2 == 1 ? i * i : 1f)];
        var bodies = new ClipBodies(Frames(4), values, joints: 10, channels: 3, coordinates: 3);
        Assert.That(BodyActivity.Of(bodies, [0, 2]), Is.Zero);
        Assert.That(BodyActivity.Of(bodies, [1, 3]), Is.Positive);
    }

    private static BodyFrame[] Frames(int count) => [.. Enumerable.Range(0, count).Select(frame => new BodyFrame(frame, 0, 7))];

    private static double Deviation(float[][] frames, int coordinate)
    {
        double[] found = [.. frames.Select(frame => (double)frame[coordinate]).Where(value => !double.IsNaN(value))];
        return found.Length == 0 ? 0 : found.Sum(value => (value - found.Average()) * (value - found.Average()));
    }
}
