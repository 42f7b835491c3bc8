using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>A stream gives, window by window, what the model gives offline. People and thresholds are as the options say.</summary>
public partial class ActionRecognizerTests
{
    private static LiveModel model = null!;

    private static ActionRecognizer.Options Short => new() { WindowFrames = 24, HopFrames = 7 };

    [OneTimeSetUp]
    public void Make() => model = new LiveModel();

    [OneTimeTearDown]
    public void Dispose() => model.Dispose();

    [TestCase(0, PersonGaps.Absent)]
    [TestCase(1, PersonGaps.Absent)]
    [TestCase(0, PersonGaps.Hold)]
    [TestCase(0, PersonGaps.Interpolate)]
    public void A_window_is_to_the_bit_what_the_model_says_of_its_frames(int companions, PersonGaps gaps)
    {
        var options = Short;
        options.Companions = companions;
        options.Gaps = gaps;
        var frames = WithGaps(LiveModel.Frames(recordings: 2));
        using var recognizer = new ActionRecognizer(model.Scorer, options);
        var told = All(recognizer, frames);
        var windows = told.FindAll(one => one.Kind == RecognitionKind.Window);
        Assert.That(windows, Has.Count.GreaterThan(50));
        Assert.That(windows.Exists(one => one.Companions.Length > 0), Is.EqualTo(companions > 0));

        var offline = new OfflineWindows(frames, told, gaps, options.LongestGap);
        float[][] clips = [.. windows.Select(offline.Of)];
        var recordings = clips.Select(clip => new SkeletonRecording
        {
            Values = clip, Bodies = 2, Joints = 25, Channels = 3, Layout = SkeletonLayout.NtuRgbd,
        });
        var scored = model.Loaded.Transform(model.Context.Data.LoadFromClips(recordings)).GetColumn<float[]>("Score").ToArray();
        for (var i = 0; i < windows.Count; i++)
        {
            var prediction = windows[i].Prediction!;
            var alone = model.Scorer.Score(clips[i]);
            Assert.That(prediction.Probabilities, Is.EqualTo(alone.Probabilities), windows[i].ToString());
            Assert.That(prediction.Embedding, Is.EqualTo(alone.Embedding), windows[i].ToString());
            Assert.That(prediction.Label, Is.EqualTo(alone.Label));
            Assert.That(prediction.Probabilities, Is.EqualTo(scored[i]), "by the loaded model without the scorer");
        }
    }

    [Test]
    public void People_without_ids_are_followed_by_distance_to_the_same_windows()
    {
        using var byId = new ActionRecognizer(model.Scorer, Short);
        using var byDistance = new ActionRecognizer(model.Scorer, Short);
        var expected = All(byId, LiveModel.Frames(recordings: 2));
        var found = All(byDistance, LiveModel.Frames(recordings: 2, withIds: false));
        Assert.That(found.Select(Line).Order(), Is.EqualTo(expected.Select(Line).Order()));
        Assert.That(found.Select(one => one.Id), Is.All.Null);

        static string Line(ActionRecognition one)
            => $"{one.Kind} {one.FirstFrame} {one.LastFrame} {string.Join(' ', one.Prediction?.Probabilities ?? [])}";
    }

    [Test]
    public void A_recording_gives_what_its_frames_give()
    {
        var made = SyntheticSkeletons.MakeUntrimmed(new SyntheticSkeletons.UntrimmedOptions { Recordings = 1, ActionsEach = 4 }).Single();
        using var recognizer = ActionRecognizer.Load(model.ModelFile, Easy());
        List<ActionRecognition> told = [.. recognizer.Recognize(made.Recording)];
        Assert.That(Lines(told), Is.EqualTo(Lines(All(recognizer, SkeletonFrame.Of(made.Recording)))));
        var found = recognizer.FindIntervals(made.Recording);
        Assert.That(found, Is.EquivalentTo(told.Where(one => one.Ended is not null)
            .Select(one => one.Ended! with { Recording = made.Recording.Name! })));
        Assert.That(found, Is.Ordered.By(nameof(ActionInterval.Start)).And.Not.Empty);
    }

    [TestCase(0f, 0.6f, 0.4f)]
    [TestCase(0.5f, 0.3f, 0.15f)]
    [TestCase(0.8f, 0.1f, 0.1f)]
    [TestCase(0.3f, 1f, 0f)]
    public void Actions_begin_and_end_by_the_thresholds(float smoothing, float begin, float end)
    {
        var options = Short;
        options.Smoothing = smoothing;
        options.BeginThreshold = begin;
        options.EndThreshold = end;
        options.Background = [SyntheticSkeletons.Actions[0], SyntheticSkeletons.Actions[7]];
        using var recognizer = new ActionRecognizer(model.Scorer, options);
        var told = All(recognizer, LiveModel.Frames(recordings: 2, actions: 4));
        var lead = (recognizer.WindowFrames - recognizer.HopFrames) / 2;
        foreach (var person in told.GroupBy(one => one.Person))
        {
            List<ActionRecognition> windows = [.. person.Where(one => one.Kind == RecognitionKind.Window)];
            var left = person.Last();
            Assert.That(left.Kind, Is.EqualTo(RecognitionKind.Left));
            var (actions, intervals) = ExpectedActions.Of(windows, left, recognizer.Labels, options, lead);
            Assert.That(windows.Select(one => one.Action), Is.EqualTo(actions));
            var ended = person.Where(one => one.Ended is not null).Select(one => (one.Ended!.Start, one.Ended.End, one.Ended.Action));
            Assert.That(ended, Is.EqualTo(intervals));
            Assert.That(person.Where(one => one.Ended is not null).Select(one => one.Ended!.Person), Is.All.EqualTo(person.Key));
        }
    }

    [Test]
    public void What_is_improbable_is_nothing_known()
    {
        using var recognizer = new ActionRecognizer(model.Scorer, new ActionRecognizer.Options { BeginThreshold = 1, Smoothing = 0.9f });
        var told = All(recognizer, LiveModel.Frames(recordings: 1)).FindAll(one => one.Kind == RecognitionKind.Window);
        Assert.That(told.Select(one => one.Action), Is.All.Null);
        Assert.That(told.Select(one => one.Confidence), Is.All.InRange(0.01, 0.999));
        Assert.That(told[0].ToString(), Does.Contain("person 1: nothing known 0."));
    }

    private static ActionRecognizer.Options Easy() => new() { BeginThreshold = 0.2f, EndThreshold = 0.1f };

    private static List<ActionRecognition> All(ActionRecognizer recognizer, IEnumerable<SkeletonFrame> frames)
        => [.. frames.SelectMany(recognizer.Push), .. recognizer.Complete()];

    private static IEnumerable<string> Lines(IEnumerable<ActionRecognition> told)
        => told.Select(one => $"{one} {one.FirstFrame} {one.LastFrame} {one.Ended} {string.Join(' ', one.Probabilities)}");

    // Everybody is lost now and then: for 3 frames, for 8, for longer than is remembered.
    private static List<SkeletonFrame> WithGaps(List<SkeletonFrame> frames)
    {
        bool IsLost(ulong? id, int frame) => (id!.Value % 10, frame % 150) switch
        {
            (1, >= 40 and < 43) => true,
            (1, >= 70 and < 78) => true,
            (1, >= 105 and < 137) => id == 1,
            _ => false,
        };
        return [.. frames.Select((frame, i) => new SkeletonFrame([.. frame.Bodies.Where(body => !IsLost(body.Id, i))]))];
    }
}
