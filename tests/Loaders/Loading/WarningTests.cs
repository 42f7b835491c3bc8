using System.Collections.Immutable;
using System.Text;
using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public class WarningTests
{
    [Test]
    public void A_warning_is_told_once_for_a_view_and_names_file_and_line()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.lines", "one\nwarn\nthree\n");
        var context = new MLContext(1);
        var log = new List<string>();
        context.Log += (_, e) => log.Add(e.Message);
        var warnings = new List<SkeletonFileWarning>();
        var view = context.Data.LoadFromSkeletonFiles(path, Options(warnings));
        for (var pass = 0; pass < 2; pass++)
            Assert.That(Read.All(view).Select(row => row.Name), Is.EqualTo(new[] { "one", "warn", "three" }));
        Assert.That(warnings, Is.EqualTo(new[] { new SkeletonFileWarning(path, 2, "3 are declared, 4 were read") }));
        Assert.That(log.Where(line => line.Contains($"{path}, line 2: 3 are declared", StringComparison.Ordinal)), Has.Exactly(1).Items);
    }

    [Test]
    public void Where_a_count_must_be_right_only_its_clip_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.lines", "one\nwarn\nthree\n");
        var warnings = new List<SkeletonFileWarning>();
        var skipped = new List<SkeletonFileException>();
        var options = Options(warnings);
        options.OnCountMismatch = OnCountMismatch.Throw;
        Assert.Throws<SkeletonFileException>(() => Read.All(Read.View(path, options)));
        options.OnBadFile = OnBadFile.Skip;
        options.OnSkipped = skipped.Add;
        Assert.That(Read.All(Read.View(path, options)).Select(row => row.Name), Is.EqualTo(new[] { "one", "three" }));
        Assert.That(skipped.Select(bad => bad.Line), Is.EqualTo(new[] { 2L }));
        Assert.That(skipped[0].Reason, Does.Contain("OnCountMismatch"));
        Assert.That(warnings, Is.Empty);
    }

    private static SkeletonLoader.Options Options(List<SkeletonFileWarning> warnings)
        => new() { Format = new LinesFormat(), OnWarning = warnings.Add };

    /// <summary>A line a clip.</summary>
    private sealed class LinesFormat : ISkeletonFormat
    {
        public string Name => "lines";

        public SkeletonLayout Layout => SkeletonLayout.Coco17;

        public ImmutableArray<string> Actions => [];

        public bool Accepts(string fileName) => fileName.EndsWith(".lines", StringComparison.Ordinal);

        public ClipInfo? Describe(string name) => null;

        public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
        {
            var lines = Encoding.UTF8.GetString(file.ReadAll()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            for (var line = 1; line <= lines.Length; line++)
            {
                clip.AddFrame();
                clip.AddBody().Fill(line);
                Check(file, clip, lines[line - 1], line);
                yield return new ClipInfo { Name = lines[line - 1] };
            }
        }

        private static void Check(SkeletonFile file, SkeletonClipBuilder clip, string text, int line)
        {
            if (text != "warn")
                return;
            try
            {
                file.WarnOfCount(line, "3 are declared, 4 were read");
            }
            catch (SkeletonFileException e)
            {
                clip.Refuse(e);
            }
        }
    }
}
