using MsMclr.MLNet.Experiments.Probing;

namespace MsMclr.MLNet.Tests;

public sealed class SideNamesTests
{
    private static readonly string[] Names =
    [
        "kick right", "sit", "Kick Left", "leftover", "rightover", "SwipeLeft", "SwipeRight", "turn_left", "bow left", "LEFT UP",
        "RIGHT UP",
    ];

    [Test]
    public void Names_that_differ_by_left_and_right_alone_are_pairs()
        => Assert.That(SideNames.Find([], Names), Is.EqualTo(new[] { (2, 0), (5, 6), (9, 10) }));

    [Test]
    public void Pairs_that_are_named_are_taken_instead()
    {
        Assert.That(SideNames.Find([new("sit", "BOW LEFT")], Names), Is.EqualTo(new[] { (1, 8) }));
        var error = Assert.Throws<ArgumentException>(() => SideNames.Find([new("sit", "stand")], ["sit", "kick"]))!;
        Assert.That(error.Message, Does.Contain("'stand'").And.Contain("'sit', 'kick'"));
    }
}
