using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Tables as people have them, in <c>Cases</c>.</summary>
public class CsvCasesTests
{
    private const int FrameLength = 20 * 3;

    [Test]
    public void Frames_without_a_detection_have_no_rows_and_are_empty_frames()
    {
        var format = SkeletonFormat.Csv(new() { Layout = SkeletonLayout.MediaPipe33, FrameColumn = "frame", JointColumn = "landmark" });
        foreach (var one in new[] { format, SkeletonFormat.Csv(Case("mediapipe-long.csv")) })
        {
            var clip = Read.Files(Case("mediapipe-long.csv"), one).Single().Clip;
            Assert.That(clip, Has.Length.EqualTo(12 * 33 * 3));
            Assert.That(Enumerable.Range(0, 12).Where(frame => IsEmpty(clip, frame, 33 * 3)), Is.EqualTo(new[] { 6, 7, 8 }));
        }
    }

    [Test]
    public void Visibility_is_a_score_where_asked_for()
    {
        var path = Case("mediapipe-long.csv");
        var format = SkeletonFormat.Csv(path, new CsvSkeletonOptions { Score = "visibility" });
        Assert.That((format.Channels, format.Coordinates, format.Layout), Is.EqualTo((4, 3, SkeletonLayout.MediaPipe33)));
        Assert.That(Read.Files(path, format).Single().Clip[..4], Is.EqualTo(new[] { 0.5f, 0.8f, -0.1f, 0.9f }));
    }

    [TestCase("nan-cell.csv")]
    [TestCase("empty-cell.csv")]
    public void A_lost_joint_is_missing_in_its_frame_alone(string file)
    {
        var clips = Read.Files(Case(file), SkeletonFormat.Csv(Table(MissingValues.Missing)));
        Assert.That(clips.Select(clip => clip.Name), Is.EqualTo(new[] { "c0", "c1", "c2", "c3", "c4", "c5" }));
        Assert.That(clips.Select(clip => clip.Clip.Count(float.IsNaN)), Is.EqualTo(new[] { 0, 3, 0, 0, 0, 0 }));
        var wrist = (3 * FrameLength) + (3 * SkeletonLayout.KinectV1.IndexOf("WristLeft"));
        Assert.That(clips[1].Clip[wrist..(wrist + 3)], Has.All.NaN);
    }

    [TestCase("nan-cell.csv", "'NaN' is not a number")]
    [TestCase("empty-cell.csv", "'' is not a number")]
    public void Where_missing_values_are_refused_they_cost_their_clip_alone(string file, string reason)
    {
        var skipped = new List<SkeletonFileException>();
        var options = new SkeletonLoader.Options
        {
            Format = SkeletonFormat.Csv(Table(MissingValues.Refuse)),
            OnBadFile = OnBadFile.Skip,
            OnSkipped = skipped.Add,
        };
        var clips = Read.All(Read.View(Case(file), options));
        Assert.That(clips.Select(clip => clip.Name), Is.EqualTo(new[] { "c0", "c2", "c3", "c4", "c5" }));
        Assert.That(clips.Select(clip => clip.Clip.Length), Has.All.EqualTo(8 * FrameLength));
        Assert.That(skipped.Single().Line, Is.EqualTo(13));
        Assert.That(skipped[0].Reason, Does.Contain(reason).And.Contain("wrist_left_x").And.Contain("MissingValues"));
    }

    [TestCase("semicolon-decimal-comma.csv")]
    [TestCase("sep-line.csv")]
    [TestCase("tab.tsv")]
    [TestCase("byte-order-mark.csv")]
    public void Separators_and_decimal_signs_of_every_country_are_read(string file)
    {
        var expected = Read.Files(Case("nan-cell.csv"), SkeletonFormat.Csv(Table(MissingValues.Missing)));
        var clips = Read.Files(Case(file), SkeletonFormat.Csv(Table(MissingValues.Refuse)));
        Assert.That(clips.Select(clip => (clip.Name, clip.Label)), Is.EqualTo(expected.Select(clip => (clip.Name, clip.Label))));
        Assert.That(clips[0].Clip, Is.EqualTo(expected[0].Clip));
        Assert.That(clips[5].Clip, Is.EqualTo(expected[5].Clip));
        var scanned = SkeletonFormat.ScanCsv(Case(file));
        Assert.That(scanned.Layout, Is.EqualTo(SkeletonLayout.KinectV1));
        Assert.That((scanned.ClipColumn, scanned.LabelColumn, scanned.SubjectColumn, scanned.FrameColumn, scanned.Bodies),
            Is.EqualTo(("clip", "action", "subject", "frame", 1)));
        Assert.That(scanned.Actions, Is.EqualTo(new[] { "run", "sit" }));
        Assert.That(Read.Files(Case(file), SkeletonFormat.Csv(scanned))[3].Clip, Is.EqualTo(expected[3].Clip));
    }

    [Test]
    public void An_id_of_minus_one_is_no_id()
    {
        var path = Case("untracked-id.csv");
        var options = new CsvSkeletonOptions { Layout = SkeletonLayout.KinectV1, FrameColumn = "frame", BodyColumn = "track" };
        var clip = Read.Files(path, SkeletonFormat.Csv(options)).Single().Clip;
        Assert.That(clip, Has.Length.EqualTo(6 * FrameLength));
        Assert.That(clip.Any(float.IsNaN), Is.False);
        Assert.That(clip[..3], Is.EqualTo(new float[] { 0, 0, 3 }));
        Assert.That(Read.Files(path, SkeletonFormat.Csv(path)).Single().Clip, Is.EqualTo(clip));
    }

    private static bool IsEmpty(float[] clip, int frame, int length) => !clip.AsSpan(frame * length, length).ContainsAnyExcept(0f);

    private static CsvSkeletonOptions Table(MissingValues missing) => new()
    {
        Layout = SkeletonLayout.KinectV1,
        ClipColumn = "clip",
        LabelColumn = "action",
        SubjectColumn = "subject",
        FrameColumn = "frame",
        Actions = ["run", "sit"],
        MissingValues = missing,
    };

    private static string Case(string name) => Repository.At("tests", "Loaders", "Formats", "Csv", "Cases", name);
}
