namespace MsMclr.MLNet.Tests;

public class IntervalReportTests
{
    [Test]
    public void A_page_has_a_time_line_of_each_recording_and_the_scores()
    {
        var page = Written(judged: true);
        Assert.That(page, Does.Contain("<h3>hall &lt;1&gt;</h3>").And.Contain("<h3>yard</h3>"));
        // 30 to 59 of 300 frames, at 30 a second.
        Assert.That(page, Does.Contain("left:10%;width:10%;").And.Contain("title=\"wave &amp; bow, 1.0 to 2.0 s, 0.75\""));
        Assert.That(page, Does.Contain("<span>There</span>").And.Contain("<span>Person 2</span>"));
        Assert.That(page, Does.Contain("<small style=\"left:50%\">5 s</small>"));
        Assert.That(page, Does.Contain("Mean average precision, by action</th><td>100.0&nbsp;%</td>"));
        Assert.That(page, Does.Contain("<th scope=\"row\">Window</th><td>60 frames</td>"));
        Assert.That(page, Does.Contain("msmclr recognize --out &quot;x&quot;"));
    }

    [Test]
    public void A_page_needs_no_network_and_no_script_and_leaves_no_slot_empty()
    {
        var page = Written(judged: false);
        Assert.That(page, Does.Not.Contain("<script").And.Not.Contain("http:").And.Not.Contain("https:").And.Not.Contain("{{"));
        Assert.That(page, Does.Contain("id=\"scores\" hidden").And.Contain("id=\"actions\" hidden"));
        Assert.That(page, Does.Not.Contain("<span>There</span>"));
    }

    private static string Written(bool judged)
    {
        const string Hall = "hall <1>";
        ActionInterval[] found =
        [
            new() { Recording = Hall, Start = 30, End = 59, Action = "wave & bow", Confidence = 0.75f, Person = 2 },
        ];
        using var folder = new TemporaryFolder();
        var file = folder.File("report.html");
        new IntervalReport
        {
            Title = "Recognized",
            Summary = "One action.",
            Command = "msmclr recognize --out \"x\"",
            Recordings =
            [
                new RecognizedRecording(Hall, 300, 30, found, judged ? found : null),
                new RecognizedRecording("yard", 120_000, 30, []),
            ],
            Scores = judged ? IntervalEvaluation.Evaluate(found, found) : null,
            Settings = [("Window", "60 frames")],
        }.Write(file);
        return File.ReadAllText(file);
    }
}
