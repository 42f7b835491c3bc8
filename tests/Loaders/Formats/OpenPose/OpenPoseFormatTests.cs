using System.Text;
using CsCheck;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public partial class OpenPoseFormatTests
{
    [Test]
    public void Frames_are_strung_together_and_a_missing_number_is_an_empty_frame()
    {
        using var folder = new TemporaryFolder();
        folder.Write("walk_000000000000_keypoints.json", Frame(1));
        folder.Write("walk_000000000001_keypoints.json", Frame(0, people: 0));
        folder.Write("walk_000000000002_keypoints.json", Frame(200, people: 3));
        folder.Write("walk_000000000004_keypoints.json", Frame(300));
        folder.Write("run_000000000000_keypoints.json", Frame(400));
        var clips = Read.Files(folder.Path, SkeletonFormat.OpenPose());
        Assert.That(clips.Select(clip => (clip.Name, clip.Clip.Length)), Is.EqualTo(new[] { ("run", 108), ("walk", 5 * 108) }));
        Assert.That(clips[1].Clip.Chunk(54).Select(body => body[0]), Is.EqualTo(new float[] { 1, 0, 0, 0, 200, 200, 0, 0, 300, 0 }));
        folder.Write("run_000000000001_keypoints.json", Frame(400).Replace("401,", ""));
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
        => ScoredBodies.Frames(joints: 18).Sample(frames =>
        {
            using var folder = new TemporaryFolder();
            for (var i = 0; i < frames.Length; i++)
            {
                var text = $$"""{"people": [{"pose_keypoints_2d": [{{JsonText.Join(frames[i])}}]}]}""";
                folder.Write($"o_{i:000000000000}_keypoints.json", text);
            }

            var clip = Read.Files(folder.Path, SkeletonFormat.OpenPose()).Single().Clip;
            return clip.SequenceEqual(ScoredBodies.Loaded(frames));
        }, iter: 30);

    [Test]
    public void Files_without_a_path_are_frames_of_their_own()
    {
        var source = new Nameless(Frame(5), Frame(6));
        var view = Read.Context.Data.CreateSkeletonLoader(SkeletonFormat.OpenPose()).Load(source);
        Assert.That(Read.All(view).Select(clip => clip.Clip[0]), Is.EqualTo(new float[] { 5, 6 }));
    }

    private static string Frame(int first, int people = 1)
    {
        var person = $$"""{"person_id": [-1], "pose_keypoints_2d": [{{JsonText.Range(first, 54)}}], "face_keypoints_2d": []}""";
        return $$"""{"version": 1.3, "people": [{{string.Join(", ", Enumerable.Repeat(person, people))}}]}""";
    }

    private sealed class Nameless(params string[] texts) : IMultiStreamSource
    {
        public int Count => texts.Length;

        public string? GetPathOrNull(int index) => null;

        public Stream Open(int index) => new MemoryStream(Encoding.UTF8.GetBytes(texts[index]));

        public TextReader OpenTextReader(int index) => new StreamReader(Open(index));
    }
}
