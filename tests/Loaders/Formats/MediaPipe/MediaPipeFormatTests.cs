using System.Globalization;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class MediaPipeFormatTests
{
    private static readonly ISkeletonFormat Format = SkeletonFormat.MediaPipe();

    private static readonly string Objects = Landmarks((x, y, z, v) => $$"""{"x": {{x}}, "y": {{y}}, "z": {{z}}, "visibility": {{v}}}""");
    private static readonly string Arrays = Landmarks((x, y, z, v) => $"[{x}, {y}, {z}, {v}]");
    private static readonly string Flat = Landmarks((x, y, z, v) => $"{x}, {y}, {z}, {v}");

    private static IEnumerable<string> Forms()
    {
        foreach (var person in new[] { Objects, Arrays, Flat })
        {
            yield return $"[[{person}], null]";
            yield return $$"""[{"landmarks": [{{person}}]}, {"landmarks": []}]""";
            yield return $$"""
                {"fps": 25, "frames": [{"frame": 0, "pose_landmarks": [{{person}}]}, {"frame": 1, "pose_landmarks": null}]}
                """;
            yield return $$"""{"1": [], "0": [{{person}}]}""";
            yield return $$"""[{"poseLandmarks": [[{{person}}]], "frame_number": 7}, {"frame_number": 8}]""";
        }

        yield return $$$"""[{"pose_landmarks": {"landmark": [{{{Objects}}}]}}, {"pose_landmarks": {}}]""";
        yield return $$"""[{"landmarks": [{"landmark": [{{Objects}}]}], "timestamp_ms": 40}, {"landmarks": [], "timestamp_ms": 80}]""";
    }

    [TestCaseSource(nameof(Forms))]
    public void A_frame_of_33_landmarks_is_read_in_every_form(string text)
    {
        var clip = Read.Text("a.json", text, Format).Single().Clip;
        Assert.That(clip, Has.Length.EqualTo(2 * 132));
        Assert.That(clip[..132], Is.EqualTo(Enumerable.Range(1, 132)));
        Assert.That(clip[132..], Is.All.Zero);
    }

    [TestCase("timestamp_ms", 1_700_000_000_000, 33.4, 30)]
    [TestCase("timestamp", 0, 40_000, 25)]
    [TestCase("time", 1_700_000_000, 0.04, 25)]
    public void Times_tell_places_and_the_frame_rate(string property, double start, double interval, float rate)
    {
        var frames = new[] { 3, 0, 1, 4 }.Select(frame =>
        {
            var time = Math.Round(start + (frame * interval), 3).ToString(CultureInfo.InvariantCulture);
            return $$"""{"{{property}}": {{time}}, "landmarks": [{{Objects}}]}""";
        });
        using var folder = new TemporaryFolder();
        var view = Read.View(folder.Write("a.json", $"[{string.Join(", ", frames)}]"), Format);
        Assert.That(view.GetColumn<float>("FrameRate").Single(), Is.EqualTo(rate).Within(0.1));
        var clip = Read.All(view).Single().Clip;
        Assert.That(Recordings.WithBody(clip, 132, bodies: 1), Is.EqualTo(new[] { 0, 1, 3, 4 }));
    }

    [Test]
    public void Several_people_stand_in_one_frame()
    {
        using var folder = new TemporaryFolder();
        var options = new SkeletonLoader.Options { Format = Format, Bodies = 2 };
        var path = folder.Write("a.json", $"[[[{Objects}], [{Objects.Replace("\"x\": 1,", "\"x\": 7,")}]]]");
        Assert.That(Recordings.Firsts(Read.All(Read.View(path, options)).Single().Clip, 132), Is.EqualTo(new float[][] { [1, 7] }));
    }

    [Test]
    public void World_landmarks_are_read_where_they_are_asked_for()
    {
        var text = $$"""[{"pose_landmarks": [{{Objects}}], "pose_world_landmarks": [{{Objects.Replace("\"x\": 1,", "\"x\": -1,")}}]}]""";
        Assert.That(Read.Text("a.json", text, Format).Single().Clip[0], Is.EqualTo(1));
        Assert.That(Read.Text("a.json", text, SkeletonFormat.MediaPipe(worldLandmarks: true)).Single().Clip[0], Is.EqualTo(-1));
        var one = $$"""[{"pose_world_landmarks": [{{Objects}}]}]""";
        Assert.That(Read.Failure("a.json", one, Format).Reason, Does.Contain("worldLandmarks to True"));
    }

    [Test]
    public void Hands_are_a_layout()
    {
        var hand = string.Join(", ", Enumerable.Range(1, 21).Select(i => $$"""{"x": {{i}}, "y": 0, "z": 0}"""));
        var clip = Read.Text("a.json", $$"""[{"hand_landmarks": [[{{hand}}]]}]""", SkeletonFormat.MediaPipe(SkeletonLayout.Hand21));
        Assert.That(clip.Single().Clip.Where((_, i) => i % 4 == 0), Is.EqualTo(Enumerable.Range(1, 21)));
    }

    [TestCase("3", "an array of frames")]
    [TestCase("[]", "no frame")]
    [TestCase("[null]", "none of the 1 frames")]
    [TestCase("""{"people": []}""", "SkeletonFormat.OpenPose")]
    [TestCase("[[1, 2, 3]]", "a few numbers are not a person")]
    [TestCase("[[[1, 2, 3]]]", "1 landmarks are not 33; set the layout")]
    [TestCase("[[1, 2, 3, 4, 5, 6, 7]]", "7 numbers are not 33 landmarks")]
    [TestCase("""[{"x": 1, "y": 2}]""", "1 landmarks and no frames")]
    [TestCase("""[[{"x": 1, "y": 2}, 3]]""", "numbers stand among landmarks")]
    [TestCase("""[{"frame": 1}, {"frame": 1}]""", "1 is there twice")]
    [TestCase("[[[[[[[[]]]]]]]]", "nested too deep")]
    [TestCase("""[["a"]]""", "finite number")]
    public void What_is_not_the_format_says_why(string text, string reason)
        => Assert.That(Read.Failure("a.json", text, Format).Reason, Does.Contain(reason));

    [Test]
    public void A_value_that_is_not_there_is_a_missing_joint_or_refused()
    {
        var text = $"[[{Objects.Replace("\"y\": 2,", "\"y\": NaN,")}]]";
        Assert.That(Read.Text("a.json", text, Format).Single().Clip[..5], Is.EqualTo(new[] { float.NaN, float.NaN, float.NaN, 0, 5 }));
        var strict = SkeletonFormat.MediaPipe(missingValues: MissingValues.Refuse);
        Assert.That(Read.Failure("a.json", text, strict).Reason, Does.Contain("MissingValues"));
    }

    private static string Landmarks(Func<int, int, int, int, string> write)
        => string.Join(", ", Enumerable.Range(0, 33).Select(i => write((4 * i) + 1, (4 * i) + 2, (4 * i) + 3, (4 * i) + 4)));
}
