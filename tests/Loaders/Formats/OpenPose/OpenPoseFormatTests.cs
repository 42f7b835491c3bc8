using CsCheck;

namespace MsMclr.MLNet.Tests;

public class OpenPoseFormatTests
{
    [Test]
    public void Frames_are_strung_together_until_a_number_is_missing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("walk_000000000000_keypoints.json", Frame(1));
        folder.Write("walk_000000000001_keypoints.json", Frame(0, people: 0));
        folder.Write("walk_000000000002_keypoints.json", Frame(200, people: 3));
        folder.Write("walk_000000000004_keypoints.json", Frame(300));
        folder.Write("run_000000000000_keypoints.json", Frame(400));
        var clips = Read.Files(folder.Path, SkeletonFormat.OpenPose());
        Assert.That(clips.Select(clip => (clip.Name, clip.Clip.Length)), Is.EqualTo(new[] { ("run", 108), ("walk", 3 * 108) }));
        Assert.That(clips[1].Clip.Chunk(54).Select(body => body[0]), Is.EqualTo(new float[] { 1, 0, 0, 0, 200, 200 }));
        folder.Write("run_000000000001_keypoints.json", Frame(400).Replace("400,", ""));
        Assert.That(
            () => Read.Files(folder.Path, SkeletonFormat.OpenPose()),
            Throws.TypeOf<SkeletonFileException>()
                .With.Message.Contains("run_000000000001")
                .And.Message.Contains("53 numbers are not 54"));
    }

    [Test]
    public void A_pose_of_25_joints_is_a_layout_and_the_wrong_one_names_the_remedy()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a_000000000000_keypoints.json", $$"""{"people": [{"pose_keypoints_2d": [{{JsonText.Range(0, 75)}}]}]}""");
        var clip = Read.Files(folder.Path, SkeletonFormat.OpenPose(SkeletonLayout.OpenPose25)).Single().Clip;
        Assert.That(clip[..75], Is.EqualTo(Enumerable.Range(0, 75)));
        Assert.That(
            () => Read.Files(folder.Path, SkeletonFormat.OpenPose()),
            Throws.TypeOf<SkeletonFileException>().With.Message.Contains("more than 54").And.Message.Contains("set the layout"));
    }

    [Test]
    public void Writing_and_reading_gives_the_same_numbers()
        => Gen.Float[0, 1].Array[54].Array[1, 4].Sample(frames =>
        {
            using var folder = new TemporaryFolder();
            for (var i = 0; i < frames.Length; i++)
            {
                var text = $$"""{"people": [{"pose_keypoints_2d": [{{JsonText.Join(frames[i])}}]}]}""";
                folder.Write($"o_{i:000000000000}_keypoints.json", text);
            }

            var clip = Read.Files(folder.Path, SkeletonFormat.OpenPose()).Single().Clip;
            return clip.Chunk(54).Where((_, i) => i % 2 == 0).SelectMany(body => body).SequenceEqual(frames.SelectMany(frame => frame));
        }, iter: 30);

    private static string Frame(int first, int people = 1)
    {
        var person = $$"""{"person_id": [-1], "pose_keypoints_2d": [{{JsonText.Range(first, 54)}}], "face_keypoints_2d": []}""";
        return $$"""{"version": 1.3, "people": [{{string.Join(", ", Enumerable.Repeat(person, people))}}]}""";
    }
}
