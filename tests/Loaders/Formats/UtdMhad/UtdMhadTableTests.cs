using System.Globalization;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class UtdMhadTableTests
{
    private static ISkeletonFormat Format => SkeletonFormat.UtdMhad;

    [Test]
    public void A_table_gives_clips_with_action_subject_and_trial()
    {
        using var folder = new TemporaryFolder();
        var names = SkeletonLayout.UtdMhad.Joints.SelectMany(joint => "xyz".Select(axis => $"{joint}_{axis}"));
        var values = string.Join(',', Enumerable.Range(1, 60).Select(value => value.ToString(CultureInfo.InvariantCulture)));
        var path = folder.Write("utd-mhad.csv", $"""
            clip,action,subject,trial,frame,{string.Join(',', names)}
            a10_s1_t2,10,1,2,0,{values}
            a10_s1_t2,10,1,2,1,{values}
            a27_s8_t1,squat,8,1,0,{values}
            """);
        var view = Read.View(path, Format);
        var clips = Read.All(view);
        Assert.That(clips.Select(clip => (clip.Name, clip.Label)), Is.EqualTo(new[] { ("a10_s1_t2", 10u), ("a27_s8_t1", 27u) }));
        Assert.That(clips.Select(clip => clip.Clip.Length), Is.EqualTo(new[] { 120, 60 }));
        Assert.That(clips[1].Clip, Is.EqualTo(Enumerable.Range(1, 60)));
        Assert.That(view.GetColumn<uint>("Subject"), Is.EqualTo(new[] { 1u, 8u }));
        Assert.That(view.GetColumn<uint>("Replication"), Is.EqualTo(new[] { 2u, 1u }));
        Assert.That(Read.All(Read.View(path, Format, UtdMhadProtocol.CrossSubject.Test)).Single().Name, Is.EqualTo("a27_s8_t1"));
    }

    [Test]
    public void The_27_actions_are_those_of_the_data_set_and_a_message_names_the_format()
    {
        Assert.That(Format.Actions, Is.Unique.And.Length.EqualTo(27));
        Assert.That((Format.Actions[0], Format.Actions[9], Format.Actions[26]),
            Is.EqualTo(("swipe left", "draw circle counter-clockwise", "squat")), "a1, a10, a27");
        Assert.That(Format.Layout, Is.SameAs(SkeletonLayout.UtdMhad));
        using var folder = new TemporaryFolder();
        Assert.That(() => Read.View(folder.Path, Format), Throws.ArgumentException.With.Message.Contains("UTD-MHAD CSV"));
    }

    [Test]
    public void The_real_table_has_the_clips_of_the_data_set_and_its_protocol_the_published_size()
    {
        var path = Path.Combine(GoldenData.RecordingsOrSkip("utd-mhad"), "utd-mhad.csv");
        var view = Read.View(path, Format);
        var clips = Read.All(view);
        Assert.That(clips, Has.Count.EqualTo(861));
        Assert.That(clips.Select(clip => clip.Clip.Length / 60).Min(), Is.EqualTo(41));
        Assert.That(clips.Select(clip => clip.Clip.Length / 60).Max(), Is.EqualTo(125));
        Assert.That(clips.Select(clip => clip.Label).Distinct().Count(), Is.EqualTo(27));
        Assert.That(clips[0].Clip[..3], Is.EqualTo(new[] { -0.12487f, 0.49349f, 2.8761f }));
        Assert.That(view.GetColumn<uint>("Subject").Distinct().Count(), Is.EqualTo(8));
        Assert.That(
            (Count(UtdMhadProtocol.CrossSubject.Train), Count(UtdMhadProtocol.CrossSubject.Test)),
            Is.EqualTo((431, 430)),
            "odd subjects train, even ones test");

        int Count(SkeletonSplit split) => Read.All(Read.View(path, Format, split)).Count;
    }
}
