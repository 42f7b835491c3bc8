using System.Text.Json;

namespace MsMclr.MLNet.Tests;

public sealed class HtmlReportTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("report").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_same_report_is_the_same_page()
    {
        var once = WrittenReport.Of(SampleReport.Make());
        var again = WrittenReport.Of(SampleReport.Make());
        Assert.That(again.Page, Is.EqualTo(once.Page));
    }

    [Test]
    public void A_report_without_loss_clips_and_embeddings_is_written()
    {
        var report = SampleReport.Make();
        report.Loss = [];
        report.Embeddings = [];
        report.Labels = [];
        report.ClipNames = [];
        report.Clips = [];
        report.Settings = [];
        var written = WrittenReport.Of(report);
        foreach (var chart in new[] { "loss", "map" })
            Assert.That(written.Data.GetProperty("charts").GetProperty(chart).ValueKind, Is.EqualTo(JsonValueKind.Null));
        foreach (var hidden in new[] { "loss", "map", "clips" })
            Assert.That(written.Own, Does.Match($"<section[^>]* id=\"{hidden}\" hidden>"));
        Assert.That(written.Own, Does.Match("<section[^>]* id=\"confusion\">"));
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
        var file = Path.Combine(_folder, "report.html");
        Assert.That(() => report.Write(file), Throws.ArgumentException.With.Message.Contains("Labels [3] is 99"));
        Assert.That(Directory.GetFileSystemEntries(_folder), Is.Empty);
    }

    [Test]
    public void An_absent_body_is_left_out_of_the_drawing()
    {
        var clip = WrittenReport.Of(SampleReport.Make()).Data.GetProperty("groups")[0].GetProperty("clips")[0].GetProperty("frames")[0];
        Assert.That(clip[0].GetArrayLength(), Is.EqualTo(75));
        Assert.That(clip[1].ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Explicit("Writes pages for looking at, into the folder that MSMCLR_REPORT names.")]
    [TestCase("report.html", 16)]
    [TestCase("report-27.html", 27)]
    [TestCase("report-60.html", 60)]
    [TestCase("report-120.html", 120)]
    public void Sample_to_look_at(string file, int classes)
    {
        var folder = Environment.GetEnvironmentVariable("MSMCLR_REPORT") ?? Path.GetTempPath();
        SampleReport.Make(points: 1200, classes: classes).Write(Path.Combine(folder, file));
    }
}
