namespace MsMclr.MLNet.Tests;

public partial class ActionRecognizerTests
{
    [Test]
    public void People_enter_and_leave()
    {
        var options = Short;
        options.ForgetAfter = 5;
        using var recognizer = new ActionRecognizer(model.Scorer, options);
        var someone = Someone();
        List<ActionRecognition> told = [];
        for (var frame = 0; frame < 100; frame++)
            told.AddRange(recognizer.Push(frame is < 10 or >= 50 and < 70 ? Empty : With(someone[frame])));
        // 10 to 49 are 40 frames: windows end at 33, 40, 47, and a last one at 49. 70 to 99 are 30.
        Assert.That(told.Select(one => (one.Kind, one.Person, one.Frame, one.LastFrame)), Is.EqualTo(new[]
        {
            (RecognitionKind.Entered, 1, 10L, 10L),
            (RecognitionKind.Window, 1, 33, 33),
            (RecognitionKind.Window, 1, 40, 40),
            (RecognitionKind.Window, 1, 47, 47),
            (RecognitionKind.Window, 1, 56, 49),
            (RecognitionKind.Left, 1, 56, 49),
            (RecognitionKind.Entered, 2, 70, 70),
            (RecognitionKind.Window, 2, 93, 93),
        }));
        Assert.That(recognizer.People, Is.EqualTo(1));
        var rest = recognizer.Complete();
        Assert.That(rest.Select(one => (one.Kind, one.FirstFrame, one.LastFrame)), Is.EqualTo(new[]
        {
            (RecognitionKind.Window, 76L, 99L),
            (RecognitionKind.Left, 70, 99),
        }));
        Assert.That(recognizer.People, Is.Zero);
    }

    [TestCase(14, 0)]
    [TestCase(15, 1)]
    [TestCase(23, 1)]
    public void A_short_visit_is_scored_once_if_it_is_long_enough(int frames, int windows)
    {
        using var recognizer = new ActionRecognizer(model.Scorer, Short);
        var told = All(recognizer, Someone().Take(frames).Select(body => With(body)));
        Assert.That(told.Count(one => one.Kind == RecognitionKind.Window), Is.EqualTo(windows));
    }

    [Test]
    public void Frames_that_were_lost_keep_time()
    {
        using var numbered = new ActionRecognizer(model.Scorer, Short);
        using var empty = new ActionRecognizer(model.Scorer, Short);
        var someone = Someone();
        List<SkeletonFrame> some = [];
        List<SkeletonFrame> all = [];
        for (var frame = 0; frame < 90; frame++)
        {
            var isLost = frame % 11 is 3 or 4;
            all.Add(isLost ? Empty : With(someone[frame]));
            if (!isLost)
                some.Add(new SkeletonFrame([new SkeletonBody(someone[frame])], frame));
        }

        Assert.That(Lines(All(numbered, some)), Is.EqualTo(Lines(All(empty, all))));
    }

    [Test]
    public void A_person_who_was_away_for_a_whole_window_is_no_companion_in_it()
    {
        var options = Short;
        options.Companions = 1;
        options.ForgetAfter = 30;
        using var recognizer = new ActionRecognizer(model.Scorer, options);
        var someone = Someone();
        List<ActionRecognition> told = [];
        for (var frame = 0; frame < 95; frame++)
        {
            List<SkeletonBody> bodies = [];
            if (frame <= 52)
                bodies.Add(new SkeletonBody(someone[frame], 1));
            if (frame is <= 22 or >= 53)
                bodies.Add(new SkeletonBody(Shifted(someone[frame], 1), 2));
            told.AddRange(recognizer.Push(new SkeletonFrame([.. bodies])));
        }

        // The first one's last window is 29 to 52, in which the second one is away.
        var last = told.Single(one => one is { Kind: RecognitionKind.Window, Id: 1, LastFrame: 52 });
        Assert.That((last.FirstFrame, last.Companions.Length), Is.EqualTo((29L, 0)));
        Assert.That(told.Count(one => one is { Kind: RecognitionKind.Left, Id: 1 }), Is.EqualTo(1));
    }

    [Test]
    public void Beyond_the_limit_newcomers_are_left_out_or_replace_the_absent()
    {
        var options = Short;
        options.MaximumPeople = 2;
        using var recognizer = new ActionRecognizer(model.Scorer, options);
        var someone = Someone();
        SkeletonFrame Of(params ulong[] ids) => new([.. ids.Select(id => new SkeletonBody(someone[(int)id], id))]);
        recognizer.Push(Of(1, 2, 3));
        recognizer.Push(Of(3, 2, 1));
        Assert.That((recognizer.People, recognizer.LeftOut), Is.EqualTo((2, 2L)));
        // The first one is away: the third takes that place.
        var told = recognizer.Push(Of(2, 3));
        Assert.That(told.Select(one => (one.Kind, one.Id)), Is.EqualTo(new (RecognitionKind, ulong?)[]
        {
            (RecognitionKind.Left, 1),
            (RecognitionKind.Entered, 3),
        }));
        Assert.That((recognizer.People, recognizer.LeftOut), Is.EqualTo((2, 2L)));
    }

    [Test]
    public void An_id_that_two_bodies_have_is_none_and_a_lost_id_is_found_by_distance()
    {
        using var recognizer = new ActionRecognizer(model.Scorer, Short);
        var someone = Someone();
        var other = Shifted(someone[0], 3);
        var first = recognizer.Push(new SkeletonFrame([new SkeletonBody(someone[0], 5), new SkeletonBody(other, 5)]));
        Assert.That(first.Select(one => one.Id), Is.EqualTo(new ulong?[] { null, null }));
        Assert.That(recognizer.Push(new SkeletonFrame([new SkeletonBody(other, 8), new SkeletonBody(someone[1], 9)])), Is.Empty);
        // Without ids, and in another order.
        Assert.That(recognizer.Push(new SkeletonFrame([new SkeletonBody(someone[2]), new SkeletonBody(other, 0)])), Is.Empty);
        // Two ids are two people, however near they are.
        var told = recognizer.Push(new SkeletonFrame([new SkeletonBody(someone[3], 10)]));
        Assert.That(told.Select(one => (one.Kind, one.Person, one.Id)), Is.EqualTo(new[] { (RecognitionKind.Entered, 3, (ulong?)10) }));
    }

    [Test]
    public void Bodies_of_whom_nothing_was_found_are_nobody()
    {
        using var recognizer = new ActionRecognizer(model.Scorer);
        var missing = new float[LiveModel.BodyLength];
        missing.AsSpan().Fill(float.NaN);
        Assert.That(recognizer.Push(new SkeletonFrame([new SkeletonBody(missing), new SkeletonBody(new float[75])])), Is.Empty);
    }

    private static SkeletonFrame Empty => new([]);

    private static SkeletonFrame With(float[] body) => new([new SkeletonBody(body)]);

    // Frames in which the sensor lost the body are passed over.
    private static List<float[]> Someone() => LiveModel.Frames(recordings: 1, actions: 3)
        .SelectMany(frame => frame.Bodies.Where(body => body.Id == 1).Select(body => body.Values.ToArray()))
        .ToList();

    private static float[] Shifted(float[] body, float meters) => [.. body.Select((value, i) => i % 3 == 0 ? value + meters : value)];
}
