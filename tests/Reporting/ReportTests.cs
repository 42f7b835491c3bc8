using System.Text.Json;
using System.Text.RegularExpressions;
using MsMclr.MLNet.Examples;

namespace MsMclr.MLNet.Tests;

public sealed class ReportTests
{
    private const string Hostile = "</script><img src=x onerror=alert(1)>&\"' {{data}} \u2028";
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("report").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Hostile_names_stay_text()
    {
        var page = Written(SampleReport.Make(Hostile));
        Assert.That(page, Does.Not.Contain("<img").And.Contain("&lt;/script&gt;&lt;img"));
        Assert.That(Regex.Count(page, "</script>"), Is.EqualTo(2));
        Assert.That(Data(page).GetProperty("classes")[0].GetString(), Is.EqualTo(Hostile));
    }

    [Test]
    public void The_page_refers_to_nothing_outside_itself()
    {
        var page = Written(SampleReport.Make());
        Assert.That(Regex.Matches(page, @"\w*://[^""\s]*").Select(match => match.Value).Distinct(), Is.EqualTo(new[] { "http://www.w3.org/2000/svg" }));
        Assert.That(page, Does.Not.Match(@"(src|href)=|@import|url\(|fetch\("));
        Assert.That(page, Does.Contain("default-src 'none'").And.Not.Contain("{{"));
    }

    [Test]
    public void The_same_report_is_the_same_page()
    {
        string once = Written(SampleReport.Make()), again = Written(SampleReport.Make());
        Assert.That(again, Is.EqualTo(once));
    }

    [Test]
    public void A_report_without_loss_clips_and_embeddings_is_written()
    {
        var full = SampleReport.Make();
        var page = Written(new Report
        {
            Title = full.Title, Summary = full.Summary, Command = full.Command, Scores = full.Scores, Loss = [new(1, double.NaN, double.PositiveInfinity)],
            Embeddings = [], Labels = [], ClassNames = full.ClassNames, Confusion = full.Confusion, Clips = [], Layout = full.Layout, Settings = [],
        });
        Assert.That(Data(page).GetProperty("loss")[0].GetProperty("total").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void A_failed_write_leaves_nothing_behind()
    {
        var taken = Path.Combine(_folder, "report.html");
        Directory.CreateDirectory(taken);
        Assert.That(() => SampleReport.Make().Write(taken), Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(Directory.GetFileSystemEntries(_folder), Is.EqualTo(new[] { taken }));
    }

    [Test]
    public void A_label_outside_the_classes_is_named_and_nothing_is_written()
    {
        var report = SampleReport.Make();
        report.Labels[3] = 99;
        Assert.That(() => report.Write(Path.Combine(_folder, "report.html")), Throws.ArgumentException.With.Message.Contains("Labels [3] is 99"));
        Assert.That(Directory.GetFileSystemEntries(_folder), Is.Empty);
    }

    [Test]
    public void An_absent_body_is_left_out_of_the_drawing()
    {
        var clip = Data(Written(SampleReport.Make())).GetProperty("groups")[0].GetProperty("clips")[0].GetProperty("frames")[0];
        Assert.That(clip[0].GetArrayLength(), Is.EqualTo(75));
        Assert.That(clip[1].ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Explicit("Writes pages for looking at, into the folder that MSMCLR_REPORT names.")]
    [TestCase("report.html", 16)]
    [TestCase("report-60.html", 60)]
    public void Sample_to_look_at(string file, int classes) =>
        SampleReport.Make(points: 1200, classes: classes).Write(Path.Combine(Environment.GetEnvironmentVariable("MSMCLR_REPORT") ?? Path.GetTempPath(), file));

    private string Written(Report report)
    {
        var path = Path.Combine(_folder, "new", "report.html");
        report.Write(path);
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Is.EqualTo(new[] { path }));
        return File.ReadAllText(path);
    }

    private static JsonElement Data(string page) =>
        JsonSerializer.Deserialize<JsonElement>(Regex.Match(page, "id=\"data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value);
}
