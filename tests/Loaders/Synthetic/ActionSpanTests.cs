using MsMclr.MLNet.Loaders.Synthetic;

namespace MsMclr.MLNet.Tests;

public class ActionSpanTests
{
    [TestCase(0.2)]
    [TestCase(0.3)]
    public void The_action_begins_late_and_ends_early_by_drawn_shares(double idle)
    {
        var spans = Draw(idle, tempo: 1);
        Assert.That(spans.Average(span => 1 - (span.End - span.Begin)), Is.EqualTo(idle).Within(0.02));
        Assert.That(spans.Average(span => span.Begin), Is.EqualTo(idle / 2).Within(0.02));
        Assert.That(spans.Min(span => span.Begin), Is.InRange(0, 0.02));
        Assert.That(spans.Max(span => span.Begin), Is.InRange(idle * 0.9, 0.6));
        Assert.That(spans.Max(span => span.End), Is.InRange(0.98, 1));
        Assert.That(spans.Select(span => span.Frames).Distinct().Count(), Is.GreaterThan(30));
        Assert.That(spans.All(span => span.Frames is >= 24 and <= 150));
    }

    [Test]
    public void Slow_people_fill_more_of_a_clip_than_quick_ones()
    {
        var quick = Draw(0.3, tempo: 0.6).Average(span => span.End - span.Begin);
        var slow = Draw(0.3, tempo: 1.6).Average(span => span.End - span.Begin);
        Assert.That(quick, Is.InRange(0.4, 0.65));
        Assert.That(slow, Is.InRange(0.75, 0.9));
    }

    [Test]
    public void Without_idle_time_a_clip_is_cut_to_the_action_give_or_take_a_fifth()
    {
        var spans = Draw(0, tempo: 1);
        Assert.That(spans.All(span => span.Begin is >= -0.05 and < 0.2 && span.End is >= 0.8 and < 1.05));
    }

    private static List<ActionSpan> Draw(double idle, double tempo)
    {
        var options = SyntheticSkeletons.Options.Unconstrained;
        options.Idle = idle;
        var conditions = options.Conditions();
        var random = ClipRandom.Of(1, "test");
        var waiting = ClipRandom.Of(2, "test");
        var spans = new List<ActionSpan>();
        for (var i = 0; i < 2_000; i++)
            spans.Add(ActionSpan.Draw(conditions, tempo, ref random, ref waiting));
        return spans;
    }
}
