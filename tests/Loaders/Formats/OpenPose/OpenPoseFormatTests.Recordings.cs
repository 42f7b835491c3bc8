using Microsoft.ML.Data;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Tests;

public partial class OpenPoseFormatTests
{
    private const int Body25 = 75;

    private static readonly ISkeletonFormat Format25 = SkeletonFormat.OpenPose(SkeletonLayout.OpenPose25);

    [Test]
    public void A_video_keeps_its_frame_without_people_and_its_two_people()
    {
        var clip = Read.Files(Recordings.At("openpose-two-people"), Format25).Single();
        Assert.That(clip.Name, Is.EqualTo("walk"));
        Assert.That(clip.Clip, Has.Length.EqualTo(12 * 2 * Body25));
        Assert.That(Recordings.WithBody(clip.Clip, Body25), Is.EqualTo(Enumerable.Range(0, 12).Where(frame => frame != 4)));
        Assert.That(Recordings.Firsts(clip.Clip, Body25).Where((_, frame) => frame != 4), Has.All.All.Not.Zero);
    }

    [Test]
    public void People_who_change_places_in_the_list_are_followed()
    {
        var path = Recordings.At("openpose-two-people");
        var hips = 3 * SkeletonLayout.OpenPose25.IndexOf("HipCenter");
        Assert.That(Jump(BodyOrder.File), Is.GreaterThan(100));
        Assert.That(Jump(BodyOrder.Tracked), Is.LessThan(30));

        // The farthest that the hips of a place move from one frame with people to the next.
        float Jump(BodyOrder order)
        {
            var options = new SkeletonLoader.Options { Format = Format25, BodyOrder = order };
            var frames = Read.All(Read.View(path, options)).Single().Clip.Chunk(2 * Body25).Where((_, frame) => frame != 4).ToArray();
            var first = frames.Select(frame => frame[hips]).ToArray();
            return first.Zip(first.Skip(1), (one, next) => Math.Abs(one - next)).Max();
        }
    }

    [Test]
    public void An_id_of_minus_1_is_none()
    {
        var path = Recordings.At("openpose-two-people", "walk_000000000000_keypoints.json");
        Assert.That(Ids(path), Is.EqualTo(Enumerable.Repeat<ulong?>(null, 22)));
        using var folder = new TemporaryFolder();
        foreach (var ids in new[] { "[7]", "7", "[]", "null", "-1" })
        {
            var expected = new ulong?[] { ids.Contains('7') ? 7 : null };
            var text = Frame(3).Replace("[-1]", ids);
            Assert.That(Ids(folder.Write("a_0_keypoints.json", text)), Is.EqualTo(expected), ids);
        }
    }

    [Test]
    public void Images_are_frames_by_the_number_in_their_names()
    {
        var clip = Read.Files(Recordings.At("openpose-images"), Format25).Single();
        Assert.That((clip.Name, clip.Clip.Length), Is.EqualTo(("frame", 8 * 2 * Body25)));
        Assert.That(Recordings.WithBody(clip.Clip, Body25), Is.EqualTo(Enumerable.Range(0, 8)));
    }

    [Test]
    public void Numbers_count_as_numbers_and_not_as_texts()
    {
        using var folder = new TemporaryFolder();
        foreach (var number in new[] { 9, 10, 11, 100 })
            folder.Write($"img{number}_keypoints.json", Frame(number));
        folder.Write("photo_keypoints.json", Frame(1));
        var clips = Read.Files(folder.Path, SkeletonFormat.OpenPose());
        Assert.That(clips.Select(clip => clip.Name), Is.EquivalentTo(new[] { "photo", "img" }));
        var clip = clips.Single(clip => clip.Name == "img").Clip;
        var expected = Enumerable.Range(9, 92).Select(number => number is 9 or 10 or 11 or 100 ? number : 0f);
        Assert.That(Recordings.Firsts(clip, 54).Select(frame => frame[0]), Is.EqualTo(expected));
    }

    [Test]
    public void Files_that_are_called_by_numbers_alone_are_called_like_their_folder()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "wave"));
        folder.Write(Path.Combine("wave", "0001_keypoints.json"), Frame(1));
        folder.Write(Path.Combine("wave", "0002_keypoints.json"), Frame(2));
        var clip = Read.Files(Path.Combine(folder.Path, "wave"), SkeletonFormat.OpenPose()).Single();
        Assert.That((clip.Name, clip.Clip.Length), Is.EqualTo(("wave", 2 * 108)));
    }

    [Test]
    public void Numbering_begins_anywhere()
    {
        var clip = Read.Files(Recordings.At("openpose-from-300"), Format25).Single();
        Assert.That((clip.Name, clip.Clip.Length), Is.EqualTo(("cut", 10 * 2 * Body25)));
        Assert.That(Recordings.WithBody(clip.Clip, Body25), Is.EqualTo(Enumerable.Range(0, 10)));
    }

    [Test]
    public void A_file_that_is_missing_in_the_middle_cuts_nothing_off()
    {
        var path = Recordings.At("openpose-gap");
        var clip = Read.Files(path, Format25).Single().Clip;
        Assert.That(clip, Has.Length.EqualTo(10 * 2 * Body25));
        Assert.That(Recordings.WithBody(clip, Body25), Is.EqualTo(Enumerable.Range(0, 10).Where(frame => frame != 5)));

        var options = new SkeletonLoader.Options { Format = Format25, FrameGaps = FrameGaps.Interpolate };
        var filled = Read.All(Read.View(path, options)).Single().Clip;
        Assert.That(filled[5 * 2 * Body25], Is.EqualTo((filled[4 * 2 * Body25] + filled[6 * 2 * Body25]) / 2).Within(1e-4));

        options.FrameGaps = FrameGaps.Refuse;
        var refused = Assert.Throws<SkeletonFileException>(() => Read.All(Read.View(path, options)));
        Assert.That(refused!.Reason, Does.Contain("frame number 4 is followed by 6"));
    }

    [Test]
    public void One_file_stands_for_its_clip()
    {
        var path = Recordings.At("openpose-gap", "gap_000000000003_keypoints.json");
        Assert.That(Read.Files(path, Format25).Single().Clip, Has.Length.EqualTo(10 * 2 * Body25));
        var some = Recordings.At("openpose-gap", "gap_00000000000[3-4]_keypoints.json").Replace("[3-4]", "?");
        Assert.That(Read.Files(some, Format25).Single().Clip, Has.Length.EqualTo(10 * 2 * Body25));
    }

    [Test]
    public void The_key_of_older_versions_is_known_and_a_stranger_is_named()
    {
        var clip = Read.Files(Recordings.At("openpose-old-key"), SkeletonFormat.OpenPose()).Single().Clip;
        Assert.That(Recordings.WithBody(clip, 54), Is.EqualTo(Enumerable.Range(0, 4)));
        var failure = Read.Failure("a_0_keypoints.json", """{"people": [{"pose": []}]}""", SkeletonFormat.OpenPose());
        Assert.That(failure.Reason, Does.Contain("none of 'pose_keypoints_2d'"));
        failure = Read.Failure("a_0_keypoints.json", """{"people": []}""", SkeletonFormat.OpenPose());
        Assert.That(failure.Reason, Does.Contain("none of the 1 frames has a body").And.Not.Contain("MissingSkeletons"));
    }

    [Test]
    public void Joints_that_were_not_found_are_missing()
    {
        var clip = Read.Files(Recordings.At("openpose-from-behind"), Format25).Single().Clip;
        Assert.That(Missing("Nose"), Is.EqualTo(Enumerable.Range(0, 10)));
        Assert.That(Missing("Neck"), Is.EqualTo(new[] { 5, 6 }));
        Assert.That(Missing("WristRight"), Is.EqualTo(new[] { 8 }));
        Assert.That(Missing("HipCenter"), Is.Empty);

        int[] Missing(string name)
        {
            var joint = 3 * SkeletonLayout.OpenPose25.IndexOf(name);
            return [.. clip.Chunk(2 * Body25)
                .Index()
                .Where(frame => float.IsNaN(frame.Item[joint]) && float.IsNaN(frame.Item[joint + 1]) && frame.Item[joint + 2] == 0)
                .Select(frame => frame.Index)];
        }
    }

    [Test]
    public void Hands_and_face_are_joints_where_they_are_asked_for()
    {
        var text = $$"""
            {"people": [{"pose_keypoints_2d": [{{JsonText.Range(1, 75)}}], "face_keypoints_2d": [{{JsonText.Range(101, 210)}}],
              "hand_left_keypoints_2d": [{{JsonText.Range(401, 63)}}], "hand_right_keypoints_2d": [{{JsonText.Range(501, 63)}}]}]}
            """;
        foreach (var (parts, firsts) in new (OpenPoseParts, int[])[]
        {
            (OpenPoseParts.Body, [1]),
            (OpenPoseParts.BodyAndHands, [1, 401, 501]),
            (OpenPoseParts.BodyAndFace, [1, 101]),
            (OpenPoseParts.BodyHandsAndFace, [1, 401, 501, 101]),
            (OpenPoseParts.LeftHand, [401]),
            (OpenPoseParts.RightHand, [501]),
            (OpenPoseParts.Face, [101]),
        })
        {
            var format = SkeletonFormat.OpenPose(new OpenPoseSkeletonOptions { Layout = SkeletonLayout.OpenPose25, Parts = parts });
            var clip = Read.Text("a_0_keypoints.json", text, format).Single().Clip;
            var expected = firsts.SelectMany(first => Enumerable.Range(first, Length(first)));
            Assert.That(clip[..(3 * format.Layout.JointCount)], Is.EqualTo(expected), $"{parts}");
        }

        static int Length(int first) => first == 1 ? 75 : first == 101 ? 210 : 63;
    }

    [Test]
    public void A_hand_that_was_not_found_is_nobody()
    {
        var format = SkeletonFormat.OpenPose(new OpenPoseSkeletonOptions { Parts = OpenPoseParts.LeftHand });
        Assert.That(format.Layout, Is.SameAs(SkeletonLayout.Hand21));
        var failure = Read.Failure("a_0_keypoints.json", Frame(1).Replace("face", "hand_left"), format);
        Assert.That(failure.Reason, Does.Contain("run OpenPose so that it writes 'hand_left_keypoints_2d'"));
    }

    [Test]
    public void A_coordinate_that_is_not_a_number_is_a_missing_joint_or_refused()
    {
        var text = Frame(1).Replace("[1, 2, 3, 4, 5,", "[NaN, 2, 3, 4, null,");
        var clip = Read.Text("a_0_keypoints.json", text, SkeletonFormat.OpenPose()).Single().Clip;
        Assert.That(clip[..9], Is.EqualTo(new[] { float.NaN, float.NaN, 0, float.NaN, float.NaN, 0, 7, 8, 9 }));
        var strict = SkeletonFormat.OpenPose(new OpenPoseSkeletonOptions { MissingValues = MissingValues.Refuse });
        Assert.That(Read.Failure("a_0_keypoints.json", text, strict).Reason, Does.Contain("NaN").And.Contain("MissingValues"));
        var infinite = Frame(1).Replace("[1, 2,", "[-Infinity, 2,");
        Assert.That(Read.Failure("a_0_keypoints.json", infinite, SkeletonFormat.OpenPose()).Reason, Does.Contain("not Infinity"));
    }

    private static ulong?[] Ids(string path)
    {
        var format = SkeletonFormat.OpenPose(path.Contains("walk", StringComparison.Ordinal) ? SkeletonLayout.OpenPose25 : null);
        var limits = new SkeletonLimits(MaxFileBytes: 1 << 20, MaxFrames: 100, MaxBodies: 9);
        var clip = new SkeletonClipBuilder(format.Layout, 3, limits, coordinates: 2);
        _ = format.Read(new SkeletonFile(new MultiFileSource(path), 0, limits), clip).Single();
        return [.. clip.BodyFrames.ToArray().Select(body => body.HasId ? body.Id : (ulong?)null)];
    }
}
