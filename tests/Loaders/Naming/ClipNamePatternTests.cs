namespace MsMclr.MLNet.Tests;

public class ClipNamePatternTests
{
    private static readonly string[] Actions = ["clap", "wave"];

    [Test]
    public void Groups_take_the_place_of_what_was_known_and_all_else_stays()
    {
        var pattern = new ClipNamePattern(@"a(?<action>\w+)-s(?<subject>\d+)c(?<camera>\d+)u(?<setup>\d+)r(?<replication>\d+)", Actions);
        var clip = new ClipInfo { Name = "x/awave-s3c2u5r7", Label = 9, Subject = 9, FrameRate = 25 };
        Assert.That(pattern.Apply(clip), Is.EqualTo(clip with { Label = 2, Subject = 3, Camera = 2, Setup = 5, Replication = 7 }));
        Assert.That(pattern.Fields, Is.EqualTo(ClipFields.All & ~ClipFields.FrameRate));
        Assert.That(pattern.TellsAction);

        var subject = new ClipNamePattern(@"s(?<subject>\d+)");
        Assert.That(subject.Apply(clip), Is.EqualTo(clip with { Subject = 3 }));
        Assert.That((subject.Fields, subject.TellsAction, subject.Actions.Length), Is.EqualTo((ClipFields.Subject, false, 0)));
    }

    [TestCase("clap", 1u)]
    [TestCase("wave", 2u)]
    [TestCase("1", 1u)]
    [TestCase("2", 2u)]
    public void An_action_is_told_by_name_or_number(string action, uint label)
        => Assert.That(new ClipNamePattern("^(?<action>.+)$", Actions).Apply(new() { Name = action }).Label, Is.EqualTo(label));

    [TestCase("^(?<action>\\w+)_", "run_1", "'run', the action of clip 'run_1'; it is neither one of the 2 actions")]
    [TestCase("^(?<action>\\w+)_", "3_1", "'3', the action")]
    [TestCase("^(?<subject>\\w+)_", "anna_1", "'anna', the subject of clip 'anna_1'; it is no number")]
    [TestCase("^(?<subject>\\d+)_", "99999999999_1", "no number")]
    [TestCase("^(?<subject>\\d+)_", "anna", "does not fit the clip's name 'anna'")]
    public void A_name_that_tells_something_else_is_refused(string pattern, string name, string message)
        => Assert.That(
            () => new ClipNamePattern(pattern, Actions).Apply(new() { Name = name }),
            Throws.TypeOf<FormatException>().With.Message.Contains(message));

    [TestCase("(", "pattern")]
    [TestCase("s(\\d+)", "expected groups named action, camera, replication, setup, subject")]
    [TestCase("(?<who>\\d+)", "expected groups named")]
    [TestCase("(?<action>\\d+)", "needs the actions' names")]
    [TestCase("", "pattern")]
    public void A_pattern_that_can_tell_nothing_is_refused(string pattern, string message)
        => Assert.That(() => new ClipNamePattern(pattern), Throws.InstanceOf<ArgumentException>().With.Message.Contains(message));
}
