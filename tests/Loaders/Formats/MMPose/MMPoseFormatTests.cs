using CsCheck;

namespace MsMclr.MLNet.Tests;

public class MMPoseFormatTests
{
    private static readonly ISkeletonFormat Format = SkeletonFormat.MMPose();

    [Test]
    public void A_video_is_a_clip()
    {
        var clip = Read.Files(Recordings.At("mmpose"), Format).Single();
        Assert.That((clip.Name, clip.Clip.Length), Is.EqualTo(("results_walk", 10 * 2 * 51)));
        Assert.That(clip.Clip[..6], Is.EqualTo(new[] { 320, 78, 0.6f, 314.24f, 71.52f, 0.9f }));
        Assert.That(Recordings.WithBody(clip.Clip, 51), Is.EqualTo(Enumerable.Range(0, 10)));
    }

    [Test]
    public void Frames_follow_their_numbers_and_those_that_are_missing_are_empty()
    {
        var text = $$"""[{"frame_id": 7, "instances": [{{Person(1)}}]}, {"instances": [{{Person(2)}}, {{Person(3)}}], "frame_id": 5}]""";
        var firsts = Recordings.Firsts(Read.Text("a.json", text, Format).Single().Clip, 51);
        Assert.That(firsts, Is.EqualTo(new float[][] { [2, 3], [0, 0], [1, 0] }));
    }

    [Test]
    public void The_instances_of_an_image_are_one_frame()
    {
        var text = $"[{Person(4)}, {Person(6)}]";
        Assert.That(Recordings.Firsts(Read.Text("a.json", text, Format).Single().Clip, 51), Is.EqualTo(new float[][] { [4, 6] }));
    }

    [Test]
    public void Lifted_poses_have_three_coordinates()
    {
        var text = $$"""{"instance_info": [{"frame_id": 0, "instances": [{{Person(1, coordinates: 3)}}]}]}""";
        var clip = Read.Text("a.json", text, SkeletonFormat.MMPose(coordinates: 3)).Single().Clip;
        Assert.That(clip[..8], Is.EqualTo(new[] { 1, 2, 3, 0.5f, 4, 5, 6, 0.5f }));
        Assert.That(Read.Failure("a.json", text, Format).Reason, Does.Contain("3 coordinates, not 2"));
    }

    [TestCase("3", "'instance_info'")]
    [TestCase("""{"images": [], "annotations": []}""", "SkeletonFormat.Coco")]
    [TestCase("""[{"image_id": 1, "category_id": 1}]""", "SkeletonFormat.Coco")]
    [TestCase("""{"instance_info": [{"frame_id": 1, "instances": [{"bbox": []}]}]}""", "no 'keypoints'")]
    [TestCase("""{"instance_info": [{"frame_id": 1, "instances": []}, {"frame_id": 1, "instances": []}]}""", "1 is there twice")]
    [TestCase("""[{"keypoints": [[1, 2]]}]""", "1 keypoints are not 17")]
    [TestCase("""[{"keypoints": [1, 2]}]""", "a keypoint, an array of numbers")]
    [TestCase("[]", "no frame")]
    public void What_is_not_the_format_says_why(string text, string reason)
        => Assert.That(Read.Failure("a.json", text, Format).Reason, Does.Contain(reason));

    [Test]
    public void Writing_and_reading_gives_the_same_numbers()
        => ScoredBodies.Frames(joints: 17).Sample(frames =>
        {
            var text = $$"""{"instance_info": [{{string.Join(", ", frames.Select(Frame))}}]}""";
            var clip = Read.Text("c.json", text, Format).Single().Clip;
            return clip.SequenceEqual(ScoredBodies.Loaded(frames));
        }, iter: 30);

    private static string Frame(float[] body, int index)
    {
        var points = string.Join(", ", body.Chunk(3).Select(joint => $"[{JsonText.Join(joint[..2])}]"));
        var scores = JsonText.Join(body.Chunk(3).Select(joint => joint[2]));
        return $$"""{"frame_id": {{index}}, "instances": [{"keypoints": [{{points}}], "keypoint_scores": [{{scores}}]}]}""";
    }

    private static string Person(int first, int coordinates = 2)
    {
        var points = Enumerable.Range(first, 17 * coordinates).Chunk(coordinates).Select(point => $"[{JsonText.Join(point)}]");
        var scores = JsonText.Join(Enumerable.Repeat(0.5f, 17));
        return $$"""{"keypoints": [{{string.Join(", ", points)}}], "keypoint_scores": [{{scores}}], "bbox": [[1, 2, 3, 4]]}""";
    }
}
