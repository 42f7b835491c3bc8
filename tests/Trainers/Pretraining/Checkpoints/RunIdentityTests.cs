using MsMclr.MLNet.Trainers.Pretraining;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;
using MsMclr.MLNet.Trainers.Training.Clips;

namespace MsMclr.MLNet.Tests;

public class RunIdentityTests
{
    [Test]
    public void Settings_that_are_the_same_are_no_difference_in_whatever_order()
    {
        var there = new RunIdentity([new("a", "1"), new("b", "2")]);
        var here = new RunIdentity([new("b", "2") { KeepsPosition = false }, new("a", "1")]);
        Assert.That(there.Differences(here), Is.Empty);
    }

    [Test]
    public void Differences_say_both_values_and_whether_the_position_holds()
    {
        var there = new RunIdentity([new("changed", "1"), new("moved", "2"), new("gone", "3")]);
        var here = new RunIdentity([new("changed", "9"), new("moved", "8") { KeepsPosition = false }, new("new", "7")]);
        RunDifference[] expected =
        [
            new("changed", "1", "9", KeepsPosition: true),
            new("moved", "2", "8", KeepsPosition: false),
            new("new", null, "7", KeepsPosition: true),
            new("gone", "3", null, KeepsPosition: true),
        ];
        Assert.That(there.Differences(here), Is.EqualTo(expected));
        Assert.That(expected[2].Message, Is.EqualTo("new: nothing in the checkpoint, 7 in this run"));
    }

    [Test]
    public void Which_clips_a_step_takes_depends_on_clips_seed_and_batch_alone()
    {
        var context = new Microsoft.ML.MLContext(1);
        var view = PreparedClips.View(context, 8);
        using var store = ClipStore.Read(view, view.Schema["Skeleton"], ClipStoreLimits.None, default);
        var data = new PretrainingData(store, SkeletonLayout.NtuRgbd);
        var identity = RunIdentities.Of(data, PreparedClips.Options(), seed: 5);
        var moving = identity.Settings.Where(setting => !setting.KeepsPosition).Select(setting => setting.Key);
        Assert.That(moving, Is.EqualTo(new[] { "clips", "content of the clips", "Seed", "Recipe.BatchSize" }));
        Assert.That(identity.Settings.Select(setting => setting.Key), Is.Unique);
    }
}
