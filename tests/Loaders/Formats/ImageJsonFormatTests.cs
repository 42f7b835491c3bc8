using System.Globalization;
using CsCheck;

namespace MsMclr.MLNet.Tests;

public class ImageJsonFormatTests
{
    private static readonly string[] Actions = ["a", "b"];

    [Test]
    public void Kinetics_gives_positions_scores_and_label()
    {
        using var folder = new TemporaryFolder();
        var text = $$"""
            {"data": [{"frame_index": 1, "skeleton": [{"pose": [{{Join(Enumerable.Range(0, 36))}}], "score": [{{Join(Enumerable.Range(100, 18))}}]}]}, {"frame_index": 2, "skeleton": []}],
             "label": "b", "label_index": 1}
            """;
        var path = folder.Write("v.json", text);
        var clip = Read.Files(path, SkeletonFormat.Kinetics(Actions)).Single();
        Assert.That((clip.Name, clip.Label, clip.Clip.Length), Is.EqualTo(("v", 2u, 2 * 2 * 54)));
        Assert.That(clip.Clip[..6], Is.EqualTo(new float[] { 0, 1, 100, 2, 3, 101 }));
        Assert.That(clip.Clip[54..], Is.All.Zero);
        Assert.That(Read.Files(path, SkeletonFormat.Kinetics()).Single().Label, Is.Zero);
        Assert.That(Read.Failure("v.json", text.Replace("index\": 1}", "index\": 7}"), SkeletonFormat.Kinetics(Actions)).Reason, Does.Contain("only 2 actions"));
    }

    [TestCase("""{"data": [{"skeleton": [{"pose": [1, 2], "score": []}]}]}""", "2 numbers are not 36")]
    [TestCase("""{"data": [{"skeleton": [{}]}]}""", "no 'pose'")]
    [TestCase("""{"data": [{"frame_index": 2, "skeleton": []}, {"frame_index": 2, "skeleton": []}]}""", "in order")]
    [TestCase("""{"label": 3}""", "no 'data'")]
    [TestCase("""{"data": []}""", "no frame")]
    public void Kinetics_that_is_none_says_why(string text, string reason) => Assert.That(Read.Failure("a.json", text, SkeletonFormat.Kinetics()).Reason, Does.Contain(reason));

    [Test]
    public void OpenPose_frames_are_strung_together_until_a_number_is_missing()
    {
        using var folder = new TemporaryFolder();
        string Frame(int first, int people = 1) => $$"""{"version": 1.3, "people": [{{string.Join(", ", Enumerable.Repeat($$"""{"person_id": [-1], "pose_keypoints_2d": [{{Join(Enumerable.Range(first, 54))}}], "face_keypoints_2d": []}""", people))}}]}""";
        folder.Write("walk_000000000000_keypoints.json", Frame(1));
        folder.Write("walk_000000000001_keypoints.json", Frame(0, 0));
        folder.Write("walk_000000000002_keypoints.json", Frame(200, 3));
        folder.Write("walk_000000000004_keypoints.json", Frame(300));
        folder.Write("run_000000000000_keypoints.json", Frame(400));
        var clips = Read.Files(folder.Path, SkeletonFormat.OpenPose());
        Assert.That(clips.Select(clip => (clip.Name, clip.Clip.Length)), Is.EqualTo(new[] { ("run", 108), ("walk", 3 * 108) }));
        Assert.That(clips[1].Clip.Chunk(54).Select(body => body[0]), Is.EqualTo(new float[] { 1, 0, 0, 0, 200, 200 }));
        folder.Write("run_000000000001_keypoints.json", Frame(400).Replace("400,", ""));
        Assert.That(() => Read.Files(folder.Path, SkeletonFormat.OpenPose()), Throws.TypeOf<SkeletonFileException>().With.Message.Contains("run_000000000001").And.Message.Contains("53 numbers are not 54"));
    }

    [Test]
    public void OpenPose_with_25_joints_is_a_layout_and_the_wrong_one_names_the_remedy()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a_000000000000_keypoints.json", $$"""{"people": [{"pose_keypoints_2d": [{{Join(Enumerable.Range(0, 75))}}]}]}""");
        Assert.That(Read.Files(folder.Path, SkeletonFormat.OpenPose(SkeletonLayout.OpenPose25)).Single().Clip[..75], Is.EqualTo(Enumerable.Range(0, 75)));
        Assert.That(() => Read.Files(folder.Path, SkeletonFormat.OpenPose()), Throws.TypeOf<SkeletonFileException>().With.Message.Contains("more than 54").And.Message.Contains("set the layout"));
    }

    [Test]
    public void Coco_annotations_follow_the_images_and_results_their_first_mention()
    {
        using var folder = new TemporaryFolder();
        string Body(int image, int first, string more = "") => $$"""{"image_id": {{image}}, "category_id": 1, {{more}}"keypoints": [{{Join(Enumerable.Range(first, 51))}}], "score": 0.5}""";
        var annotations = folder.Write("a.json", $$"""{"info": {}, "annotations": [{{Body(9, 1, "\"track_id\": 4, ")}}, {{Body(7, 2, "\"track_id\": 4, ")}}, {"image_id": 7}], "images": [{"id": 7}, {"id": 8}, {"id": 9}]}""");
        Assert.That(Firsts(annotations), Is.EqualTo(new float[] { 2, 0, 0, 0, 1, 0 }));
        var results = folder.Write("r.json", $"[{Body(5, 1)}, {Body(3, 2)}, {Body(5, 3)}]");
        Assert.That(Firsts(results), Is.EqualTo(new float[] { 1, 3, 2, 0 }));

        static float[] Firsts(string path) => [.. Read.Files(path, SkeletonFormat.Coco()).Single().Clip.Chunk(51).Select(body => body[0])];
    }

    [TestCase("3", "array of results")]
    [TestCase("[]", "no frame")]
    [TestCase("""{"images": [{"id": 1}]}""", "none of the 1 frames")]
    [TestCase("""{"images": [{}]}""", "no 'id'")]
    [TestCase("""{"images": [{"id": 1}, {"id": 1}]}""", "listed twice")]
    [TestCase("""[{"keypoints": [1]}]""", "1 numbers are not 51")]
    [TestCase("""[{"image_id": []}]""", "an image's id")]
    public void Coco_that_is_none_says_why(string text, string reason) => Assert.That(Read.Failure("a.json", text, SkeletonFormat.Coco()).Reason, Does.Contain(reason));

    [Test]
    public void Writing_and_reading_gives_the_same_numbers_in_each_format()
        => Gen.Float[0, 1].Array[54].Array[1, 4].Sample(frames =>
        {
            using var folder = new TemporaryFolder();
            var kinetics = folder.Write("k.json", $$"""{"data": [{{string.Join(", ", frames.Select((frame, i) => $$"""{"frame_index": {{i}}, "skeleton": [{"score": [{{Join(Every(frame, 2))}}], "pose": [{{Join(frame.Where((_, at) => at % 3 < 2))}}]}]}"""))}}]}""");
            var coco = folder.Write("c.json", $"[{string.Join(", ", frames.Select((frame, i) => $$"""{"image_id": "{{i}}.jpg", "keypoints": [{{Join(frame.Take(51))}}]}"""))}]");
            for (var i = 0; i < frames.Length; i++)
                folder.Write($"o_{i:000000000000}_keypoints.json", $$"""{"people": [{"pose_keypoints_2d": [{{Join(frames[i])}}]}]}""");
            return FirstBody(kinetics, SkeletonFormat.Kinetics(), 54).SequenceEqual(frames.SelectMany(frame => frame))
                && FirstBody(coco, SkeletonFormat.Coco(), 51).SequenceEqual(frames.SelectMany(frame => frame.Take(51)))
                && FirstBody(folder.Path, SkeletonFormat.OpenPose(), 54).SequenceEqual(frames.SelectMany(frame => frame));
        }, iter: 30);

    private static IEnumerable<float> FirstBody(string path, ISkeletonFormat format, int length) => Read.Files(path, format).Single().Clip.Chunk(length).Where((_, i) => i % 2 == 0).SelectMany(body => body);

    private static IEnumerable<float> Every(float[] values, int place) => values.Where((_, at) => at % 3 == place);

    private static string Join<T>(IEnumerable<T> values)
        where T : IFormattable => string.Join(", ", values.Select(value => value.ToString(null, CultureInfo.InvariantCulture)));
}
