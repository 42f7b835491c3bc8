using CsCheck;
using MsMclr.MLNet.Fuzzing;

namespace MsMclr.MLNet.Tests;

public class JsonFramesFormatTests
{
    private const string Body = "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]";

    private static ISkeletonFormat Format { get; } = SkeletonFormat.JsonFrames(FuzzSamples.Three, bodies: 2);

    [Test]
    public void Absent_bodies_are_null_empty_or_left_out_and_keep_the_place_of_others()
    {
        var text = $$"""{"label": {"x": [3]}, "frames": [[{{Body}}], [null, {{Body}}], [[], {{Body}}], [], [{{Body}}, null]]}""";
        var clip = Read.Text("a.json", text, Format).Single();
        Assert.That((clip.Name, clip.Label), Is.EqualTo(("a", 0u)));
        Assert.That(clip.Clip.Chunk(9).Select(body => body[^1]), Is.EqualTo(new float[] { 9, 0, 0, 9, 0, 9, 0, 0, 9, 0 }));
        Assert.That(clip.Clip[..9], Is.EqualTo(Enumerable.Range(1, 9)));
    }

    [Test]
    public void Writing_and_reading_gives_the_same_numbers()
        => Gen.Float[-9, 9].Array[18].Array[1, 5].Sample(frames =>
        {
            var text = $$"""{"frames": [{{string.Join(", ", frames.Select(Frame))}}]}""";
            return Read.Text("a.json", text, Format).Single().Clip.SequenceEqual(frames.SelectMany(frame => frame));
        }, iter: 50);

    [Test]
    public void Two_channels_are_read_where_two_are_told()
    {
        var format = SkeletonFormat.JsonFrames(FuzzSamples.Three, channels: 2);
        var clip = Read.Text("a.json", """{"frames": [[[[1, 2], [3, 4], [5, 6]]]]}""", format).Single().Clip;
        Assert.That(clip, Is.EqualTo(new float[] { 1, 2, 3, 4, 5, 6 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SkeletonFormat.JsonFrames(FuzzSamples.Three, bodies: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SkeletonFormat.JsonFrames(FuzzSamples.Three, channels: 0));
    }

    [TestCase("nonsense", "this is not JSON")]
    [TestCase("[]", "an object with 'frames' is expected")]
    [TestCase("{}", "there is no 'frames'")]
    [TestCase("""{"frames": null}""", "an array of frames is expected")]
    [TestCase("""{"frames": [7]}""", "a frame: an array of bodies is expected")]
    [TestCase("""{"frames": [[7]]}""", "frame 1: a body is expected")]
    [TestCase("""{"frames": [[[7]]]}""", "frame 1: a joint is expected, an array of 3 numbers")]
    [TestCase("""{"frames": [[[[1, 2, 3]]]]}""", "frame 1: 1 joints are not 3")]
    [TestCase("""{"frames": [[[[1, 2]]]]}""", "one of a joint's 3 numbers is expected")]
    [TestCase("""{"frames": [[[[1, 2, "3"]]]]}""", "one of a joint's 3 numbers is expected")]
    [TestCase("""{"frames": [[[[1, 2, 1e99]]]]}""", "finite")]
    [TestCase("""{"frames": [[[[1, 2, 3, 4]]]]}""", "the end of a joint of 3 numbers is expected")]
    [TestCase("""{"frames": [[[[1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3]]]]}""", "the end of a body of 3 joints is expected")]
    [TestCase("""{"frames": [], "frames": []}""", "'frames' is there twice")]
    [TestCase("""{"frames": []}""", "no frame")]
    [TestCase("""{"frames": [[null]]}""", "none of the 1 frames has a body")]
    [TestCase("""{"frames": [[]]} {}""", "the end of the file is expected")]
    public void What_is_not_the_format_says_why(string text, string reason)
        => Assert.That(Read.Failure("a.json", text, Format).Reason, Does.Contain(reason));

    [Test]
    public void An_error_names_its_line()
        => Assert.That(Read.Failure("a.json", "{\"frames\":\n[[[[1,\n\"x\",3]]]]}", Format).Line, Is.EqualTo(3));

    private static string Frame(float[] values) => $"[{string.Join(", ", values.Chunk(9).Select(BodyOf))}]";

    private static string BodyOf(float[] values) => $"[{string.Join(", ", values.Chunk(3).Select(joint => $"[{JsonText.Join(joint)}]"))}]";
}
