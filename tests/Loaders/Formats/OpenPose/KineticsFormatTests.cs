using CsCheck;

namespace MsMclr.MLNet.Tests;

public class KineticsFormatTests
{
    private static readonly string[] Actions = ["a", "b"];

    [Test]
    public void A_clip_has_positions_scores_and_a_label()
    {
        using var folder = new TemporaryFolder();
        var body = $$"""{"pose": [{{JsonText.Range(0, 36)}}], "score": [{{JsonText.Range(100, 18)}}]}""";
        var text = $$"""
            {"data": [{"frame_index": 1, "skeleton": [{{body}}]}, {"frame_index": 2, "skeleton": []}],
             "label": "b", "label_index": 1}
            """;
        var path = folder.Write("v.json", text);
        var clip = Read.Files(path, SkeletonFormat.Kinetics(Actions)).Single();
        Assert.That((clip.Name, clip.Label, clip.Clip.Length), Is.EqualTo(("v", 2u, 2 * 2 * 54)));
        Assert.That(clip.Clip[..6], Is.EqualTo(new float[] { 0, 1, 100, 2, 3, 101 }));
        Assert.That(clip.Clip[54..], Is.All.Zero);
        Assert.That(Read.Files(path, SkeletonFormat.Kinetics()).Single().Label, Is.Zero);
        var failure = Read.Failure("v.json", text.Replace("index\": 1}", "index\": 7}"), SkeletonFormat.Kinetics(Actions));
        Assert.That(failure.Reason, Does.Contain("only 2 actions"));
    }

    [TestCase("""{"data": [{"skeleton": [{"pose": [1, 2], "score": []}]}]}""", "2 numbers are not 36")]
    [TestCase("""{"data": [{"skeleton": [{}]}]}""", "no 'pose'")]
    [TestCase("""{"data": [{"frame_index": 2, "skeleton": []}, {"frame_index": 2, "skeleton": []}]}""", "frame number 2 is there twice")]
    [TestCase("""{"data": [{"frame_index": 2.5, "skeleton": []}]}""", "a whole number")]
    [TestCase(
        """{"data": [{"frame_index": 1, "skeleton": []}, {"frame_index": 1099511627776, "skeleton": []}]}""",
        "reach from 1 to 1099511627776")]
    [TestCase("""{"label": 3}""", "no 'data'")]
    [TestCase("""{"data": []}""", "no frame")]
    public void What_is_not_the_format_says_why(string text, string reason)
        => Assert.That(Read.Failure("a.json", text, SkeletonFormat.Kinetics()).Reason, Does.Contain(reason));

    [Test]
    public void Numbers_that_are_missing_are_empty_frames()
    {
        var clip = Read.Files(Recordings.At("kinetics", "gap.json"), SkeletonFormat.Kinetics(Actions)).Single().Clip;
        Assert.That(clip, Has.Length.EqualTo(110 * 2 * 54));
        Assert.That(Recordings.WithBody(clip, 54), Is.EqualTo(Enumerable.Range(0, 10).Concat(Enumerable.Range(100, 10))));
    }

    [Test]
    public void Frames_are_put_in_the_order_of_their_numbers()
    {
        var clip = Read.Files(Recordings.At("kinetics", "unsorted"), SkeletonFormat.Kinetics(Actions)).Single().Clip;
        Assert.That(Recordings.WithBody(clip, 54), Is.EqualTo(new[] { 0, 1, 2, 9 }));
        Assert.That(clip, Has.Length.EqualTo(10 * 2 * 54));
    }

    [Test]
    public void A_label_of_minus_1_is_none()
    {
        var clip = Read.Files(Recordings.At("kinetics", "nolabel"), SkeletonFormat.Kinetics(Actions)).Single();
        Assert.That((clip.Label, clip.Clip.Length), Is.EqualTo((0u, 5 * 2 * 54)));
    }

    [Test]
    public void A_clip_in_which_nobody_was_seen_is_refused()
    {
        var failure = Assert.Throws<SkeletonFileException>(
            () => Read.Files(Recordings.At("kinetics", "empty"), SkeletonFormat.Kinetics(Actions)));
        Assert.That(failure!.Reason, Does.StartWith("none of the 5 frames has a body").And.Not.Contain("MissingSkeletons"));
    }

    [Test]
    public void Writing_and_reading_gives_the_same_numbers()
        => ScoredBodies.Frames(joints: 18).Sample(frames =>
        {
            var text = $$"""{"data": [{{string.Join(", ", frames.Select(Frame))}}]}""";
            var clip = Read.Text("k.json", text, SkeletonFormat.Kinetics()).Single().Clip;
            return clip.SequenceEqual(ScoredBodies.Loaded(frames));
        }, iter: 30);

    private static string Frame(float[] values, int index)
    {
        var pose = JsonText.Join(values.Where((_, at) => at % 3 < 2));
        var score = JsonText.Join(values.Where((_, at) => at % 3 == 2));
        return $$"""{"frame_index": {{index}}, "skeleton": [{"score": [{{score}}], "pose": [{{pose}}]}]}""";
    }
}
