using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Networks.Cpu;
using MsMclr.MLNet.Trainers.Ranks;

namespace MsMclr.MLNet.Tests;

public class ClipGroupsTests
{
    [Test]
    public void Every_clip_is_in_one_group([Values(1, 3, 8, 16, 20, 33, 128)] int clips, [Values(1, 4)] int together)
    {
        var groups = ClipGroups.Of(clips, ranks: 1, together);
        Assert.That(groups, Has.Length.LessThanOrEqualTo(ClipGroups.Most).And.Length.GreaterThan(0));
        Assert.That(groups.SelectMany(group => Enumerable.Range(group.First, group.Count)), Is.EqualTo(Enumerable.Range(0, clips)));
        Assert.That(groups.Select(group => group.First % together), Has.All.Zero);
    }

    [Test]
    public void Ranks_own_the_groups_of_one_process([Values(2, 4, 8, 16)] int ranks)
    {
        var whole = ClipGroups.Of(128, ranks: 1, together: 4).Select(group => (group.First, group.Count));
        var own = ClipGroups.Of(128 / ranks, ranks, together: 4);
        var all = Enumerable.Range(0, ranks).SelectMany(rank => own.Select(group => ((rank * 128 / ranks) + group.First, group.Count)));
        Assert.That(all, Is.EqualTo(whole));
    }

    [TestCase(AttentionScope.Time, 2, 1)]
    [TestCase(AttentionScope.BatchSegments, 1, 8)]
    [TestCase(AttentionScope.BatchSegments, 2, 4)]
    [TestCase(AttentionScope.BatchSegments, 3, 8)]
    public void Segments_of_eight_rows_are_not_taken_apart(AttentionScope scope, int bodies, int clips)
        => Assert.That(MotionAttention.ClipsTogether(scope, bodies), Is.EqualTo(clips));

    [Test]
    public void Rows_go_with_their_clips_whichever_bodies_are_absent()
    {
        int[] rows = [0, 2, 3, 4, 7, 8, 9, 10]; // Of six clips, two bodies each.
        var ranges = RowRanges.Of(rows, 2, [new(0, 0, 2), new(1, 2, 2), new(2, 4, 2)]);
        Assert.That(ranges, Is.EqualTo(new RowRange[] { new(0, 0, 3), new(1, 3, 5), new(2, 5, 8) }));
    }
}
