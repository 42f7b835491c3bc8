using MsMclr.MLNet.Fuzzing;

namespace MsMclr.MLNet.Tests;

public class CsvBodiesTests
{
    private const string TwoPeople = """
        frame,who,hip_x,left_foot_x,right_foot_x
        0,Anna,1,2,3
        0,Ben,4,5,6
        1,Ben,7,8,9
        1,Anna,10,11,12
        """;

    private static readonly SkeletonLayout Three = FuzzSamples.Three;

    [Test]
    public void A_second_person_is_never_dropped_in_silence()
    {
        var options = Options("who");
        var failure = Read.Failure("a.csv", TwoPeople, SkeletonFormat.Csv(options));
        Assert.That(failure.Reason, Does.Contain("frame '0' has 2 bodies").And.Contain("Bodies to 2"));
        options.Bodies = 1;
        Assert.That(Read.Text("a.csv", TwoPeople, SkeletonFormat.Csv(options)).Single().Clip, Has.Length.EqualTo(2 * 3));
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.csv", TwoPeople);
        var view = Read.View(path, new SkeletonLoader.Options { Format = SkeletonFormat.Csv(Options("who")), Bodies = 2 });
        Assert.That(Read.All(view).Single().Clip, Has.Length.EqualTo(2 * 2 * 3), "the loader's option makes room, too");
    }

    [Test]
    public void Names_are_ids()
    {
        var options = Options("who");
        options.Bodies = 2;
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.csv", TwoPeople);
        var view = Read.View(path, new SkeletonLoader.Options { Format = SkeletonFormat.Csv(options), BodyOrder = BodyOrder.MostActive });
        Assert.That(Read.All(view).Single().Clip, Is.EqualTo(new float[] { 1, 2, 3, 4, 5, 6, 10, 11, 12, 7, 8, 9 }));
    }

    [TestCase("-1")]
    [TestCase("")]
    [TestCase("-1.0")]
    [TestCase("nan")]
    public void Bodies_without_an_id_are_bodies_of_their_own(string id)
    {
        var options = Options("id");
        options.Bodies = 2;
        var wide = $"frame,id,hip_x,left_foot_x,right_foot_x\n0,{id},1,2,3\n0,{id},4,5,6\n1,{id},7,8,9\n";
        float[] expected = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0];
        Assert.That(Read.Text("a.csv", wide, SkeletonFormat.Csv(options)).Single().Clip, Is.EqualTo(expected));
        options.JointColumn = "j";
        var rows = new[] { (0, 1), (0, 4), (1, 7) }.SelectMany(body
            => Enumerable.Range(0, 3).Select(joint => $"{body.Item1},{id},{joint},{body.Item2 + joint}\n"));
        var tall = "frame,id,j,x\n" + string.Concat(rows);
        Assert.That(Read.Text("a.csv", tall, SkeletonFormat.Csv(options)).Single().Clip, Is.EqualTo(expected));
    }

    [Test]
    public void A_scan_counts_bodies_and_tells_people_in_a_frame_from_the_person_of_a_clip()
    {
        using var folder = new TemporaryFolder();
        const string header = "clip,frame,person,hip_x,hip_y,left_foot_x,left_foot_y,right_foot_x,right_foot_y\n";
        var both = SkeletonFormat.ScanCsv(folder.Write("a.csv", header + "a,0,3,1,1,2,2,3,3\na,0,4,1,1,2,2,3,3\na,1,3,1,1,2,2,3,3\n"));
        Assert.That((both.BodyColumn, both.Bodies, both.SubjectColumn), Is.EqualTo(("person", 2, (string?)null)));
        var one = SkeletonFormat.ScanCsv(folder.Write("b.csv", header + "a,0,3,1,1,2,2,3,3\nb,0,4,1,1,2,2,3,3\n"));
        Assert.That((one.BodyColumn, one.Bodies, one.SubjectColumn), Is.EqualTo(((string?)null, 1, "person")));
        Assert.That(one.Axes, Is.EqualTo(new[] { "x", "y" }));
    }

    private static CsvSkeletonOptions Options(string body)
        => new() { Layout = Three, Axes = ["x"], FrameColumn = "frame", BodyColumn = body };
}
