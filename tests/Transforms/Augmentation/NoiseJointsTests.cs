using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet.Tests;

public class NoiseJointsTests
{
    private static readonly ClipShape Shape = new(3, 6, 25, 2);

    [Test]
    public void So_many_joints_jump_about_in_every_frame([Values(1, 5, 40)] int count)
    {
        var clip = ClipUnderTest.Random(Shape, 1);
        for (var seed = 0; seed < 50; seed++)
        {
            var noisy = clip.After(new NoiseJoints { Count = count }, seed).Values;
            var changed = Enumerable.Range(0, Shape.Length).Where(i => noisy[i] != clip.Values[i]).ToList();
            var joints = changed.Select(i => i / 2 % 25).Distinct().Count();
            Assert.That(joints, Is.EqualTo(Math.Min(count, 25)));
            Assert.That(changed, Has.Count.EqualTo(3 * 6 * 2 * joints));
        }
    }

    [Test]
    public void Noise_covers_the_range_of_the_clips_own_coordinates()
    {
        var clip = ClipUnderTest.Random(Shape, 1, absentBody: 1);
        for (var i = 0; i < 6 * 50; i += 2)
            clip.Values[i] += 10; // x of the body that is there: 9 to 11, and 0 would show.
        var drawn = new List<float>();
        for (var seed = 0; seed < 100; seed++)
        {
            var noisy = clip.After(new NoiseJoints(), seed).Values;
            Assert.That(noisy.Where((_, i) => i % 2 == 1), Has.All.Zero, "an absent body stays absent");
            drawn.AddRange(Enumerable.Range(0, 6 * 50).Where(i => noisy[i] != clip.Values[i]).Select(i => noisy[i]));
        }

        Assert.That(drawn, Has.All.InRange(9f, 11f));
        Assert.That((drawn.Min(), drawn.Max()), Is.EqualTo((9f, 11f)).Using<(float, float)>(Near));

        static bool Near((float Low, float High) a, (float Low, float High) b)
            => Math.Abs(a.Low - b.Low) < 0.05 && Math.Abs(a.High - b.High) < 0.05;
    }

    [Test]
    public void Joints_are_drawn_once_each_and_all_alike()
    {
        var random = AugmentationRandom.For(1, 0, 0, 0);
        var counts = new int[10];
        Span<int> drawn = stackalloc int[4];
        for (var i = 0; i < 10_000; i++)
        {
            JointDraw.Fill(drawn, 10, ref random);
            Assert.That(drawn.ToArray(), Is.Unique.And.Ordered.And.All.InRange(0, 9));
            foreach (var joint in drawn)
                counts[joint]++;
        }

        Assert.That(counts, Has.All.InRange(3800, 4200));
    }
}
