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
    [TestCase("""{"data": [{"frame_index": 2, "skeleton": []}, {"frame_index": 2, "skeleton": []}]}""", "in order")]
    [TestCase("""{"label": 3}""", "no 'data'")]
    [TestCase("""{"data": []}""", "no frame")]
    public void What_is_not_the_format_says_why(string text, string reason)
        => Assert.That(Read.Failure("a.json", text, SkeletonFormat.Kinetics()).Reason, Does.Contain(reason));

    [Test]
    public void Writing_and_reading_gives_the_same_numbers()
        => Gen.Float[0, 1].Array[54].Array[1, 4].Sample(frames =>
        {
            var text = $$"""{"data": [{{string.Join(", ", frames.Select(Frame))}}]}""";
            var clip = Read.Text("k.json", text, SkeletonFormat.Kinetics()).Single().Clip;
            return clip.Chunk(54).Where((_, i) => i % 2 == 0).SelectMany(body => body).SequenceEqual(frames.SelectMany(frame => frame));
        }, iter: 30);

    private static string Frame(float[] values, int index)
    {
        var pose = JsonText.Join(values.Where((_, at) => at % 3 < 2));
        var score = JsonText.Join(values.Where((_, at) => at % 3 == 2));
        return $$"""{"frame_index": {{index}}, "skeleton": [{"score": [{{score}}], "pose": [{{pose}}]}]}""";
    }
}
