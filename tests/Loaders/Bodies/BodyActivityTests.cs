using CsCheck;
using MsMclr.MLNet.Loaders.Bodies;

namespace MsMclr.MLNet.Tests;

public class BodyActivityTests
{
    private static readonly Gen<float> Coordinate = Gen.Frequency((9, Gen.Float[-3, 3]), (1, Gen.Const(float.NaN)));

    [Test]
    public void It_is_the_sum_of_squared_deviations_of_what_was_found()
        => Gen.Select(Coordinate.Array[75].Array[1, 20], Gen.Int[2, 3]).Sample((frames, coordinates) =>
        {
            var activity = new BodyActivity(length: 75, channels: 3, coordinates);
            foreach (var frame in frames)
                activity.Add(frame);
            var expected = Enumerable.Range(0, 75).Where(i => i % 3 < coordinates).Sum(i => Deviation(frames, i));
            return Math.Abs(activity.Total - expected) <= 1e-6 * (1 + expected);
        }, iter: 500);

    private static double Deviation(float[][] frames, int coordinate)
    {
        double[] found = [.. frames.Select(frame => (double)frame[coordinate]).Where(value => !double.IsNaN(value))];
        return found.Length == 0 ? 0 : found.Sum(value => (value - found.Average()) * (value - found.Average()));
    }
}
