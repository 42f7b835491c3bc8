namespace MsMclr.MLNet.Tests;

public partial class ActionRecognizerTests
{
    [Test]
    public async Task Frames_that_come_one_after_the_other_give_what_pushing_them_gives()
    {
        var frames = LiveModel.Frames(recordings: 2);
        using var pushed = new ActionRecognizer(model.Scorer, Short);
        using var pulled = new ActionRecognizer(model.Scorer, Short);
        List<ActionRecognition> told = [];
        await foreach (var one in pulled.RecognizeAsync(Camera(frames)))
            told.Add(one);
        Assert.That(Lines(told), Is.EqualTo(Lines(All(pushed, frames))));
    }

    [Test]
    public async Task A_canceled_stream_can_go_on()
    {
        var frames = LiveModel.Frames(recordings: 1);
        using var pushed = new ActionRecognizer(model.Scorer, Short);
        using var stopped = new ActionRecognizer(model.Scorer, Short);
        using var cancel = new CancellationTokenSource();
        List<ActionRecognition> told = [];
        var next = 0;
        async Task Run()
        {
            await foreach (var one in stopped.RecognizeAsync(Camera(frames, number => next = number + 1), cancel.Token))
            {
                told.Add(one);
                if (told.Count == 4)
                    await cancel.CancelAsync();
            }
        }

        Assert.That(Run, Throws.InstanceOf<OperationCanceledException>());
        // The frame that was asked for last was not pushed.
        told.AddRange(All(stopped, frames.Skip(next - 1)));
        Assert.That(Lines(told), Is.EqualTo(Lines(All(pushed, frames))));
        await Task.CompletedTask;
    }

    [Test]
    public void Two_at_once_are_refused_and_so_is_one_that_was_disposed()
    {
        var recognizer = ActionRecognizer.Load(model.ModelFile);
        var inner = Assert.Catch(() => recognizer.Push(new SkeletonFrame(new Reentrant(recognizer))));
        Assert.That(inner, Is.TypeOf<InvalidOperationException>().With.Message.Contains("Another thread is pushing"));
        Assert.That(recognizer.Push(Empty), Is.Empty, "the stream goes on");
        recognizer.Dispose();
        recognizer.Dispose();
        Assert.That(() => recognizer.Push(Empty), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => recognizer.Complete(), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void A_frame_that_is_none_changes_nothing()
    {
        using var recognizer = new ActionRecognizer(model.Scorer);
        var someone = Someone();
        recognizer.Push(new SkeletonFrame([new SkeletonBody(someone[0], 1)], number: 7));
        Refuses(new SkeletonFrame([], number: 7), "The frame's number is 7. The one before was 7, and numbers rise.");
        Refuses(new SkeletonFrame([new SkeletonBody(new float[60])]), "body 0 has 60 values; the model's bodies have V * C = 25 * 3 = 75");
        var infinite = someone[1].ToArray();
        infinite[4] = float.PositiveInfinity;
        Refuses(With(infinite), $"joint {SkeletonLayout.NtuRgbd.Joints[1]} has an infinite value");
        var told = recognizer.Push(new SkeletonFrame([new SkeletonBody(someone[1], 1)]));
        Assert.That(told, Is.Empty);
        Assert.That(recognizer.Complete().Single().LastFrame, Is.EqualTo(8));

        void Refuses(SkeletonFrame frame, string reason)
            => Assert.That(() => recognizer.Push(frame), Throws.ArgumentException.With.Message.Contains(reason));
    }

    [Test]
    public void A_window_that_the_scorer_refuses_is_told_with_its_reason()
    {
        using var strict = SkeletonScorer.Load(model.ModelFile, new SkeletonScorer.Options { LargestBody = 0.5f });
        using var recognizer = new ActionRecognizer(strict, Short);
        var frames = LiveModel.Frames(recordings: 1);
        var windows = All(recognizer, frames).FindAll(one => one.Kind == RecognitionKind.Window);
        Assert.That(windows.Select(one => one.Refused?.Fault), Is.Not.Empty.And.All.EqualTo(SkeletonClipFault.ImplausibleScale));
        Assert.That(windows.Select(one => (one.Action, one.Prediction)), Is.All.EqualTo(((string?)null, (SkeletonPrediction?)null)));
        var made = SyntheticSkeletons.MakeUntrimmed(new SyntheticSkeletons.UntrimmedOptions { Recordings = 1, ActionsEach = 1 }).Single();
        Assert.That(() => recognizer.FindIntervals(made.Recording), Throws.TypeOf<SkeletonClipException>());
    }

    [Test]
    public void Options_are_checked_against_themselves_and_the_model()
    {
        Refuses(new() { WindowSeconds = 0 }, "ActionRecognizer.Options.WindowSeconds is 0");
        Refuses(new() { HopFrames = 61 }, "HopFrames is 61; allowed: no longer than a window (60 frames)");
        Refuses(new() { BeginThreshold = 0.3f }, "EndThreshold is 0.4; allowed: 0 to BeginThreshold (0.3)");
        Refuses(new() { Smoothing = 1 }, "Smoothing is 1; allowed: 0 to below 1");
        Refuses(new() { Companions = 2 }, "Companions is 2; allowed: 0 to 1");
        Refuses(new() { Background = ["nothing"] }, "names 'nothing', which the model has not");
        Refuses(new() { MaximumPeople = 0 }, "MaximumPeople is 0");
        using var seconds = new ActionRecognizer(model.Scorer, new() { FrameRate = 15, WindowSeconds = 3, HopSeconds = 0.2 });
        Assert.That((seconds.WindowFrames, seconds.HopFrames, seconds.DelayFrames), Is.EqualTo((45, 3, 23)));

        static void Refuses(ActionRecognizer.Options options, string reason) => Assert.That(
            () => new ActionRecognizer(model.Scorer, options), Throws.InstanceOf<ArgumentException>().With.Message.Contains(reason));
    }

    private static async IAsyncEnumerable<SkeletonFrame> Camera(List<SkeletonFrame> frames, Action<int>? asked = null)
    {
        for (var number = 0; number < frames.Count; number++)
        {
            await Task.Yield();
            asked?.Invoke(number);
            yield return frames[number];
        }
    }

    // Bodies that push a frame when somebody looks at them.
    private sealed class Reentrant(ActionRecognizer recognizer) : IReadOnlyList<SkeletonBody>
    {
        public int Count => recognizer.Push(Empty).Count;

        public SkeletonBody this[int index] => default;

        public IEnumerator<SkeletonBody> GetEnumerator() => Enumerable.Empty<SkeletonBody>().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
