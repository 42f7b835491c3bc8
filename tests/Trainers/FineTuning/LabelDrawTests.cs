using CsCheck;
using MsMclr.MLNet.Trainers.FineTuning;

namespace MsMclr.MLNet.Tests;

public class LabelDrawTests
{
    private static readonly Gen<(int[] Labels, double Share, int Seed)> Cases = Gen.Select(
        Gen.Int[0, 5].Array[1, 200], Gen.Double[0.001, 0.999], Gen.Int);

    [Test]
    public void A_share_takes_of_every_class_what_python_would_and_at_least_one_if_asked()
        => Cases.Sample(given =>
        {
            foreach (var keepEvery in new[] { false, true })
            {
                var drawn = LabelDraw.Share(given.Labels, given.Share, keepEvery, given.Seed);
                Assert.That(drawn, Is.Unique.And.Ordered);
                foreach (var group in given.Labels.GroupBy(label => label))
                {
                    var rounded = (int)Math.Round(given.Share * group.Count());
                    var count = drawn.Count(row => given.Labels[row] == group.Key);
                    Assert.That(count, Is.EqualTo(Math.Max(rounded, keepEvery ? 1 : 0)));
                }
            }
        }, iter: 200);

    [Test]
    public void What_is_set_aside_and_what_is_kept_are_everything_and_no_class_is_lost()
        => Cases.Sample(given =>
        {
            int[] rows = [.. Enumerable.Range(0, given.Labels.Length).Where(row => row % 3 > 0).DefaultIfEmpty(0)];
            var (kept, aside) = LabelDraw.SetAside(rows, given.Labels, given.Share, given.Seed);
            Assert.That(kept.Concat(aside).Order(), Is.EqualTo(rows));
            IEnumerable<int> ClassesOf(IEnumerable<int> some) => some.Select(row => given.Labels[row]).Distinct().Order();
            Assert.That(ClassesOf(kept), Is.EqualTo(ClassesOf(rows)));
        }, iter: 200);

    [Test]
    public void A_seed_repeats_the_draw_and_another_gives_another()
    {
        var labels = Enumerable.Range(0, 400).Select(i => i % 4).ToArray();
        var first = LabelDraw.Share(labels, 0.1, true, 3);
        Assert.That(LabelDraw.Share(labels, 0.1, true, 3), Is.EqualTo(first));
        Assert.That(LabelDraw.Share(labels, 0.1, true, 4), Is.Not.EqualTo(first));
        Assert.That(LabelDraw.Share(labels, 1, false, 3), Is.EqualTo(Enumerable.Range(0, 400)));
    }
}
