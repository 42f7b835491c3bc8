using CsCheck;

namespace MsMclr.MLNet.Tests;

public class CocoFormatTests
{
    [Test]
    public void Images_follow_their_numbers()
    {
        var tracked = "\"track_id\": 4, ";
        var annotations = $$"""
            {"info": {}, "annotations": [{{Body(9, 1, tracked)}}, {{Body(7, 2, tracked)}}, {"image_id": 7}],
             "images": [{"id": 9}, {"id": 7}, {"id": 8}]}
            """;
        Assert.That(Firsts(annotations), Is.EqualTo(new float[] { 2, 0, 0, 0, 1, 0 }));
        var results = $"[{Body(5, 1)}, {Body(3, 2)}, {Body(5, 3)}]";
        Assert.That(Firsts(results), Is.EqualTo(new float[] { 2, 0, 0, 0, 1, 3 }));
    }

    [TestCase("\"frame_id\": 3, \"file_name\": \"a9.jpg\"", "\"frame_id\": 2, \"file_name\": \"a8.jpg\"", new float[] { 2, 0, 1, 0 })]
    [TestCase("\"file_name\": \"v/a010.jpg\"", "\"file_name\": \"v/a008.jpg\"", new float[] { 2, 0, 0, 0, 1, 0 })]
    [TestCase("\"file_name\": \"cam1.jpg\"", "\"file_name\": \"left1.jpg\"", new float[] { 1, 0, 2, 0 })]
    public void A_frame_number_comes_before_the_name_of_a_file_and_that_before_the_id(string first, string second, float[] firsts)
    {
        var text = $$"""
            {"images": [{"id": 0, {{first}}}, {"id": 1, {{second}}}],
             "annotations": [{{Body(0, 1)}}, {{Body(1, 2)}}]}
            """;
        Assert.That(Firsts(text), Is.EqualTo(firsts));
    }

    [Test]
    public void Images_without_any_number_stay_in_their_order()
    {
        var results = $"[{Body("\"b.jpg\"", 1)}, {Body("\"a.jpg\"", 2)}]";
        Assert.That(Firsts(results), Is.EqualTo(new float[] { 1, 0, 2, 0 }));
    }

    [Test]
    public void Videos_are_clips_and_a_bad_one_is_skipped_alone()
    {
        var images = string.Join(
            ", ",
            Enumerable.Range(0, 4).Select(id => $$"""{"id": {{id}}, "video_id": {{(id / 2) + 1}}, "frame_id": {{id % 2}}}"""));
        var text = $$"""
            {"videos": [{"id": 1, "name": "walk"}, {"id": 2, "name": "run"}], "images": [{{images}}],
             "annotations": [{{Body(0, 1)}}, {{Body(1, 2)}}, {{Body(2, 3)}}, {{Body(3, 4)}}]}
            """;
        var clips = Read.Text("a.json", text, SkeletonFormat.Coco());
        Assert.That(clips.Select(clip => clip.Name), Is.EqualTo(new[] { "a_walk", "a_run" }));
        Assert.That(clips.Select(clip => clip.Clip[0]), Is.EqualTo(new float[] { 1, 3 }));

        using var folder = new TemporaryFolder();
        var skipped = new List<SkeletonFileException>();
        var options = new SkeletonLoader.Options { Format = SkeletonFormat.Coco(), OnBadFile = OnBadFile.Skip, OnSkipped = skipped.Add };
        var path = folder.Write("a.json", text.Replace("[1, 2, 3,", "[1, 2,"));
        Assert.That(Read.All(Read.View(path, options)).Select(clip => clip.Name), Is.EqualTo(new[] { "a_run" }));
        Assert.That(skipped.Single().Reason, Does.Contain("50 numbers are not 51"));
    }

    [Test]
    public void An_annotation_without_keypoints_is_nobody()
    {
        var clip = Read.Files(Recordings.At("coco", "empty"), SkeletonFormat.Coco()).Single().Clip;
        Assert.That(clip, Has.Length.EqualTo(3 * 2 * 51));
        Assert.That(Recordings.WithBody(clip, 51), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void NaN_of_Python_is_a_missing_joint_or_refused()
    {
        var path = Recordings.At("coco", "nan");
        var clip = Read.Files(path, SkeletonFormat.Coco()).Single().Clip;
        Assert.That(clip, Has.Length.EqualTo(3 * 2 * 51));
        Assert.That(clip[..6], Is.EqualTo(new[] { float.NaN, float.NaN, 0, 314.24f, 71.52f, 0.9f }));
        Assert.That(clip.Count(float.IsNaN), Is.EqualTo(3 * 2));
        var strict = SkeletonFormat.Coco(missingValues: MissingValues.Refuse);
        var refused = Assert.Throws<SkeletonFileException>(() => Read.Files(path, strict));
        Assert.That(refused!.Reason, Does.Contain("NaN").And.Contain("MissingValues"));
    }

    [Test]
    public void A_track_of_minus_1_is_none()
    {
        var clip = Read.Files(Recordings.At("coco", "track"), SkeletonFormat.Coco()).Single().Clip;
        Assert.That(Recordings.WithBody(clip, 51), Is.EqualTo(new[] { 0, 1, 2 }));
    }

    [Test]
    public void A_neck_between_shoulders_of_which_one_is_missing_is_missing()
    {
        var keypoints = Enumerable.Range(1, 51).Select(value => value is >= 16 and <= 18 ? 0 : value);
        var text = $$"""[{"image_id": 0, "keypoints": [{{JsonText.Join(keypoints)}}]}]""";
        using var folder = new TemporaryFolder();
        var options = new SkeletonLoader.Options
        {
            Format = SkeletonFormat.Coco(),
            Layout = SkeletonLayout.OpenPose18,
            InferJoints = true,
        };
        var clip = Read.All(Read.View(folder.Write("a.json", text), options)).Single().Clip;
        Assert.That(Joint("ShoulderLeft"), Is.EqualTo(new[] { float.NaN, float.NaN, 0 }));
        Assert.That(Joint("ShoulderRight"), Is.EqualTo(new float[] { 19, 20, 21 }));
        Assert.That(Joint("Neck"), Is.EqualTo(new[] { float.NaN, float.NaN, 0 }));

        float[] Joint(string name) => clip.AsSpan(3 * SkeletonLayout.OpenPose18.IndexOf(name), 3).ToArray();
    }

    [TestCase("3", "array of results")]
    [TestCase("[]", "no frame")]
    [TestCase("""{"images": [{"id": 1}]}""", "none of the 1 frames")]
    [TestCase("""{"images": [{}]}""", "no 'id'")]
    [TestCase("""{"images": [{"id": 1}, {"id": 1}]}""", "listed twice")]
    [TestCase("""[{"keypoints": [1]}]""", "1 numbers are not 51")]
    [TestCase("""[{"image_id": []}]""", "an image's id")]
    public void What_is_not_the_format_says_why(string text, string reason)
        => Assert.That(Read.Failure("a.json", text, SkeletonFormat.Coco()).Reason, Does.Contain(reason));

    [TestCase("""{"people": []}""", "SkeletonFormat.OpenPose")]
    [TestCase("""{"instance_info": []}""", "SkeletonFormat.MMPose")]
    [TestCase("""{"data": []}""", "SkeletonFormat.Kinetics")]
    [TestCase("""{"images": [{"id": 1}], "annotations": [{"image_id": 1, "track_id": 3, "keypoints": [1]}]}""", "1 numbers are not 51")]
    public void What_is_of_another_format_says_which(string text, string reason)
        => Assert.That(Read.Failure("a.json", text, SkeletonFormat.Coco()).Reason, Does.Contain(reason));

    [Test]
    public void Writing_and_reading_gives_the_same_numbers()
        => ScoredBodies.Frames(joints: 17).Sample(frames =>
        {
            var images = JsonText.Join(Enumerable.Range(0, frames.Length)).Split(", ").Select(id => $$"""{"id": {{id}}}""");
            var annotations = frames.Select((frame, i) => $$"""{"image_id": {{i}}, "keypoints": [{{JsonText.Join(frame)}}]}""");
            var text = $$"""{"images": [{{string.Join(", ", images)}}], "annotations": [{{string.Join(", ", annotations)}}]}""";
            var clip = Read.Text("c.json", text, SkeletonFormat.Coco()).Single().Clip;
            return clip.SequenceEqual(ScoredBodies.Loaded(frames));
        }, iter: 30);

    private static string Body(int image, int first, string more = "") => Body($"{image}", first, more);

    private static string Body(string image, int first, string more = "")
        => $$"""{"image_id": {{image}}, "category_id": 1, {{more}}"keypoints": [{{JsonText.Range(first, 51)}}], "score": 0.5}""";

    private static float[] Firsts(string text)
        => [.. Read.Text("a.json", text, SkeletonFormat.Coco()).Single().Clip.Chunk(51).Select(body => body[0])];
}
