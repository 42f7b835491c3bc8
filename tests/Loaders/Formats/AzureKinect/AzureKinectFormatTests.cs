using System.Globalization;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class AzureKinectFormatTests
{
    private static ISkeletonFormat Format => SkeletonFormat.AzureKinect;

    [Test]
    public void Millimeters_become_meters_and_members_may_come_in_the_order_of_their_names()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.json", Text(Frame(0, 0, Body(1, 250)), Frame(1, 33_333, Body(1, 500), Body(2, -1_000))));
        var view = Read.View(path, Format);
        var (name, label, clip) = Read.All(view).Single();
        Assert.That((name, label, clip.Length), Is.EqualTo(("a", 0u, 2 * 2 * 96)));
        Assert.That(clip[..3], Is.EqualTo(new[] { 0.25f, 0.251f, 0.252f }).Within(1).Ulps);
        Assert.That((clip[96], clip[192], clip[288]), Is.EqualTo((0f, 0.5f, -1f)));
        Assert.That(view.GetColumn<float>("FrameRate").Single(), Is.EqualTo(30).Within(0.001));
    }

    [Test]
    public void A_frame_number_is_a_position()
    {
        var clip = Read.Text("a.json", Text(Frame(10, 0, Body(1, 1)), Frame(13, 0, Body(1, 1))), Format).Single().Clip;
        Assert.That(clip.Chunk(2 * 96).Select(frame => frame[0] > 0), Is.EqualTo(new[] { true, false, false, true }));
    }

    [Test]
    public void Bodies_are_followed_by_their_ids_and_those_without_one_by_distance()
    {
        var frames = new List<string>();
        for (var frame = 0; frame < 40; frame++)
        {
            // In the middle the tracker has lost the first body. It writes -1, or what -1 is in 32 bits.
            var none = frame % 2 == 0 ? -1L : uint.MaxValue;
            var id = frame is > 10 and < 20 ? none : 1;
            string[] bodies = [Body(id, 1_000 + (frame * 10)), Body(2, 5_000 + (frame % 2))];
            frames.Add(Frame(frame, 0, frame % 3 == 0 ? bodies : [.. bodies.Reverse()]));
        }

        using var folder = new TemporaryFolder();
        var options = new SkeletonLoader.Options { Format = Format };
        var clip = Read.All(Read.View(folder.Write("a.json", Text([.. frames])), options)).Single().Clip;
        Assert.That(clip.Chunk(96).Where((_, i) => i % 2 == 0).Select(body => body[0]), Is.All.LessThan(2f));
        Assert.That(clip.Chunk(96).Where((_, i) => i % 2 == 1).Select(body => body[0]), Is.All.GreaterThan(4f));
    }

    [TestCase("[]", "an object with 'frames'")]
    [TestCase("{}", "no 'frames'")]
    [TestCase("""{"frames": [], "frames": []}""", "twice")]
    [TestCase("""{"frames": [{"bodies": [{"body_id": 1}]}]}""", "joint_positions")]
    [TestCase("""{"frames": [{"bodies": [{"joint_positions": [[1, 2, 3]]}]}]}""", "joint 2 of 32")]
    [TestCase("""{"frames": [{"bodies": [{"joint_positions": [[1, 2]]}]}]}""", "2 numbers are not 3")]
    [TestCase("""{"frames": [{"frame_id": 1.5}]}""", "whole number")]
    [TestCase("""{"frames": [{"frame_id": 1}, {"frame_id": 1}]}""", "there twice")]
    [TestCase("""{"frames": [{"frame_id": 1, "bodies": []}]}""", "none of the 1 frames has a body")]
    public void What_is_not_such_a_file_says_why(string text, string reason)
        => Assert.That(Read.Failure("a.json", text, Format).Message, Does.Contain(reason));

    private static string Text(params string[] frames)
        => $$"""{"bone_list": [["SPINE_CHEST", "SPINE_NAVEL"]], "frames": [{{string.Join(", ", frames)}}], "k4abt_sdk_version": "1.1.2"}""";

    private static string Frame(int number, int time, params string[] bodies)
        => $$"""
            {"bodies": [{{string.Join(", ", bodies)}}], "frame_id": {{number}}, "num_bodies": {{bodies.Length}}, "timestamp_usec": {{time}}}
            """;

    private static string Body(long id, int first)
    {
        var positions = Enumerable.Range(0, 32).Select(joint => string.Create(
            CultureInfo.InvariantCulture,
            $"[{first + (3 * joint)}, {first + (3 * joint) + 1}.0, {first + (3 * joint) + 2}]"));
        var orientations = string.Join(", ", Enumerable.Repeat("[1, 0, 0, 0]", 32));
        return $$"""{"body_id": {{id}}, "joint_orientations": [{{orientations}}], "joint_positions": [{{string.Join(", ", positions)}}]}""";
    }
}
