namespace MsMclr.MLNet.Tests;

/// <summary>Recordings as people have them, written after public bug reports.</summary>
public class BodyCasesTests
{
    [Test]
    public void A_chair_that_is_listed_first_is_left_out_by_default_and_told()
    {
        var reports = new List<SkeletonLoadReport>();
        var clip = Load("S001C001P001R001A027.skeleton", new() { OnPassEnded = reports.Add });
        // The chair is at x = 1.5, the person at 0.
        Assert.That(clip.Chunk(150).Select(frame => frame[0]), Is.All.InRange(-0.1f, 0.1f));
        Assert.That(clip.Chunk(150).SelectMany(frame => frame[75..]), Is.All.Zero);
        var report = reports.Single();
        Assert.That((report.Clips, report.ClipsWithBodiesLeftOut), Is.EqualTo((1L, 1L)));
        Assert.That((report.NoiseBodies, report.BodyFramesLeftOut, report.BodiesWithoutPlace), Is.EqualTo((1L, 20L, 0L)));
    }

    [Test]
    public void By_the_papers_order_the_chair_stays_where_the_file_has_it()
    {
        var clip = Load("S001C001P001R001A027.skeleton", new() { BodyOrder = BodyOrder.File });
        Assert.That(clip.Chunk(150).Count(frame => frame[0] > 1), Is.EqualTo(20));
    }

    [TestCase(BodyOrder.File)]
    [TestCase(BodyOrder.Tracked)]
    public void Frames_before_the_first_body_are_kept(BodyOrder order)
    {
        var clip = Load("S014C002P007R001A002.skeleton", new() { BodyOrder = order });
        var isEmpty = clip.Chunk(150).Select(frame => frame.All(value => value == 0));
        Assert.That(isEmpty, Is.EqualTo(Enumerable.Range(0, 50).Select(frame => frame < 10)));
    }

    [Test]
    public void A_pass_that_leaves_bodies_out_says_so_in_the_log()
    {
        var context = new Microsoft.ML.MLContext(1);
        var log = new List<string>();
        context.Log += (_, message) => log.Add(message.Message);
        var options = new SkeletonLoader.Options { Format = SkeletonFormat.NtuRgbd };
        Read.All(context.Data.LoadFromSkeletonFiles(Case("S001C001P001R001A027.skeleton"), options));
        Assert.That(log, Has.Some.Contains("Bodies left out of 1 of 1 clips, in 20 frames: 1 as noise"));
    }

    [Test]
    public void Highest_scores_are_refused_where_joints_have_none()
    {
        var options = new SkeletonLoader.Options { Tracking = new() { Ranking = BodyRanking.HighestScore } };
        Assert.That(
            () => Load("S001C001P001R001A027.skeleton", options),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("NTU RGB+D .skeleton have no score"));
    }

    private static float[] Load(string name, SkeletonLoader.Options options)
    {
        options.Format = SkeletonFormat.NtuRgbd;
        return Read.All(Read.View(Case(name), options)).Single().Clip;
    }

    private static string Case(string name) => Repository.At("tests", "Loaders", "Bodies", "Cases", name);
}
