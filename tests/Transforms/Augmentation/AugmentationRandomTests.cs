using CsCheck;

namespace MsMclr.MLNet.Tests;

public class AugmentationRandomTests
{
    private const ulong FirstUInt64 = 9647406874496686343;
    private static readonly int[] FirstNormals = [1047443408, -1097849039, -1078395175, 1045858405, 1067805846];

    [Test]
    public void The_numbers_are_the_ones_they_have_always_been()
    {
        // Changing the generator changes every seeded run: that must be on purpose.
        var random = AugmentationRandom.For(seed: 1, epoch: 2, clip: 3, view: 0);
        var normals = new float[5];
        Assert.That(random.NextUInt64(), Is.EqualTo(FirstUInt64));
        random.FillNormal(normals);
        Assert.That(normals.Select(BitConverter.SingleToInt32Bits), Is.EqualTo(FirstNormals));
    }

    [Test]
    public void Seed_epoch_clip_and_view_each_make_a_difference()
    {
        static ulong First(long seed, int epoch, long clip, int view)
        {
            var random = AugmentationRandom.For(seed, epoch, clip, view);
            return random.NextUInt64();
        }

        var firsts =
            from seed in Enumerable.Range(0, 6)
            from epoch in Enumerable.Range(0, 6)
            from clip in Enumerable.Range(0, 6)
            from view in Enumerable.Range(0, 6)
            select First(seed, epoch, clip, view);
        Assert.That(firsts.Distinct().Count(), Is.EqualTo(6 * 6 * 6 * 6));
    }

    [Test]
    public void Uniform_numbers_are_uniform()
    {
        var random = AugmentationRandom.For(7, 0, 0, 0);
        var values = new float[100_001];
        random.FillUniform(values);
        Assert.That(values, Has.All.InRange(0f, 0.99999999f));
        Assert.That(values.Average(), Is.EqualTo(0.5).Within(0.005));
        var counts = new int[3];
        for (var i = 0; i < 30_000; i++)
            counts[random.NextInt(3)]++;
        Assert.That(counts, Has.All.InRange(9_600, 10_400));
    }

    [Test]
    public void Normal_numbers_have_the_moments_and_the_quantiles_of_the_normal_distribution()
    {
        var random = AugmentationRandom.For(11, 0, 0, 0);
        var values = new float[1_000_003];
        random.FillNormal(values, 2);
        double Moment(int power) => values.Average(value => Math.Pow(value / 2, power));
        Assert.That(Moment(1), Is.EqualTo(0).Within(0.004));
        Assert.That(Moment(2), Is.EqualTo(1).Within(0.006));
        Assert.That(Moment(3), Is.EqualTo(0).Within(0.015));
        Assert.That(Moment(4), Is.EqualTo(3).Within(0.04));
        Array.Sort(values);
        (double, double)[] quantiles =
        [
            (0.001, -3.0902), (0.025, -1.95996), (0.25, -0.67449), (0.5, 0), (0.9, 1.28155), (0.999, 3.0902),
        ];
        foreach (var (share, quantile) in quantiles)
            Assert.That(values[(int)(share * values.Length)] / 2, Is.EqualTo(quantile).Within(0.03), $"quantile {share}");
    }

    [Test]
    public void Normal_numbers_do_not_follow_their_neighbors()
    {
        var random = AugmentationRandom.For(13, 0, 0, 0);
        var values = new float[200_000];
        random.FillNormal(values);
        foreach (var lag in new[] { 1, 2, 7, 8, 9, 15, 16, 17 })
        {
            var covariance = values.Skip(lag).Zip(values, (a, b) => (double)a * b).Average();
            Assert.That(covariance, Is.EqualTo(0).Within(0.012), $"lag {lag}");
        }
    }

    [Test]
    public void Filling_a_part_gives_the_beginning_of_the_whole()
        => Gen.Int[1, 100].Sample(length =>
        {
            var whole = new float[112];
            var part = new float[length];
            var one = AugmentationRandom.For(1, 1, length, 1);
            var other = one;
            one.FillNormal(whole);
            other.FillNormal(part);
            return whole.AsSpan(0, length).SequenceEqual(part);
        });

    [Test]
    public void An_integer_below_nothing_is_an_error()
    {
        var random = AugmentationRandom.For(1, 1, 1, 1);
        Assert.That(() => random.NextInt(0), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
