using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public partial class SyntheticSkeletonsTests
{
    private static readonly SyntheticSkeletons.Options OneCamera = new() { Subjects = 3, Repetitions = 1, Cameras = 1 };

    [Test]
    public void A_recording_that_is_not_cut_consists_of_clips_and_ways_between_them()
    {
        var clips = new MLContext(1).Data.LoadSyntheticSkeletons(OneCamera).GetColumn<float[]>("Clip").ToList();
        var made = SyntheticSkeletons.MakeUntrimmed(new() { Recordings = 4, ActionsEach = 5, Clips = OneCamera }).ToList();
        Assert.That(made, Has.Count.EqualTo(4));
        Assert.That(made.Select(one => one.Recording.Subject), Is.EqualTo(new uint[] { 1, 2, 3, 1 }));
        foreach (var (recording, intervals) in made)
        {
            Assert.That(intervals.Select(interval => interval.Recording), Has.Exactly(5).Items.And.All.EqualTo(recording.Name));
            var end = -1L;
            foreach (var interval in intervals)
            {
                // Idle time is 2 s, half to one and a half of it, and half of that at the beginning.
                Assert.That(interval.Start - end - 1, Is.InRange(end < 0 ? 15 : 30, end < 0 ? 45 : 90));
                end = interval.End;
                Assert.That(clips.Exists(clip => IsMoved(recording, interval, clip)), $"{interval}");
            }

            Assert.That(recording.Frames - end - 1, Is.InRange(15, 45));
        }
    }

    [Test]
    public void Somebody_goes_on_where_they_are()
    {
        foreach (var (recording, intervals) in SyntheticSkeletons.MakeUntrimmed(new() { Recordings = 3, Clips = OneCamera }))
        {
            foreach (var interval in intervals)
            {
                // Between actions the sensor loses nobody. Within, it may.
                Assert.That(Way(recording, interval.Start - 1, interval.Start, step: 1), Is.LessThan(0.1), $"to {interval}");
                Assert.That(Way(recording, interval.End + 1, interval.End, step: -1), Is.LessThan(0.1), $"from {interval}");
            }
        }

        static double Way(SkeletonRecording recording, long from, long to, int step)
        {
            var start = Center(recording, from);
            var end = Center(recording, to);
            for (; !end.AsSpan().ContainsAnyExcept(0f); to += step)
                end = Center(recording, to + step);
            return Math.Sqrt(start.Zip(end, (one, other) => Math.Pow(one - other, 2)).Sum());
        }

        static float[] Center(SkeletonRecording recording, long frame) => recording.Values.Slice((int)frame * 150, 3).ToArray();
    }

    [Test]
    public void Recordings_that_are_not_cut_are_a_function_of_the_seed()
    {
        SyntheticSkeletons.UntrimmedOptions Of(int seed) => new() { Recordings = 2, ActionsEach = 2, Clips = new() { Seed = seed } };
        var once = SyntheticSkeletons.MakeUntrimmed(Of(1)).ToList();
        var again = SyntheticSkeletons.MakeUntrimmed(Of(1)).ToList();
        var other = SyntheticSkeletons.MakeUntrimmed(Of(2)).ToList();
        for (var i = 0; i < once.Count; i++)
        {
            Assert.That(again[i].Recording.Values.Span.SequenceEqual(once[i].Recording.Values.Span));
            Assert.That(again[i].Intervals, Is.EqualTo(once[i].Intervals));
            Assert.That(other[i].Recording.Values.Span.SequenceEqual(once[i].Recording.Values.Span), Is.False);
        }
    }

    [Test]
    public void Options_of_recordings_that_are_not_cut_are_checked()
    {
        Refuses(new() { Recordings = 0 }, "SyntheticSkeletons.UntrimmedOptions.Recordings is 0");
        Refuses(new() { ActionsEach = 0 }, "ActionsEach is 0");
        Refuses(new() { IdleSeconds = -1 }, "IdleSeconds is -1");
        Refuses(new() { Clips = new() { Split = new SkeletonSplit("none", _ => false) } }, "leaves no clip");

        static void Refuses(SyntheticSkeletons.UntrimmedOptions options, string reason) => Assert.That(
            () => SyntheticSkeletons.MakeUntrimmed(options), Throws.InstanceOf<ArgumentException>().With.Message.Contains(reason));
    }

    // Whether an interval is a clip that was moved as a whole.
    private static bool IsMoved(SkeletonRecording recording, ActionInterval interval, float[] clip)
    {
        const int FrameLength = 2 * 25 * 3;
        if (clip.Length != interval.Frames * FrameLength)
            return false;
        var part = recording.Values.Slice((int)interval.Start * FrameLength, clip.Length).Span;
        var first = clip.AsSpan().IndexOfAnyExcept(0f) / 75 * 75;
        for (var at = 0; at < clip.Length; at += 75)
        {
            var isThere = clip.AsSpan(at, 75).ContainsAnyExcept(0f);
            for (var value = 0; value < 75; value++)
            {
                var moved = isThere ? clip[at + value] + part[first + (value % 3)] - clip[first + (value % 3)] : 0;
                if (Math.Abs(part[at + value] - moved) > 1e-4)
                    return false;
            }
        }

        return true;
    }
}
