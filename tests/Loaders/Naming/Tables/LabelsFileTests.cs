using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class LabelsFileTests
{
    private const string Clip = """{"frames": [[[[1, 2, 3], [1, 2, 3], [1, 2, 3]]]]}""";
    private static readonly SkeletonLayout Point = SkeletonLayout.FromJson(
        """
        {"name": "point", "joints": ["p"], "bones": [], "center": 0, "mirror": [0],
         "parts": [{"name": "p", "joints": [0]}], "regions": [{"name": "p", "joints": [0]}]}
        """);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        foreach (var file in new[] { "walk/one.json", "walk/two.json", "sit/one.json" })
            _folder.Write(file, Clip);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("file,label,subject,fps,fold\nsit/one.json,sit,anna,25,x\nwalk/one.json,walk,bert,30,y\ntwo.json,walk,anna,,x\n")]
    [TestCase("Path;Action;Person;Frame_Rate;fold\n./sit/one;sit;anna;25;x\nwalk\\one;walk;bert;30;y\ntwo;walk;anna;;x\n")]
    [TestCase("name\tlabel\tsubject\tfps\tfold\nsit/one\tsit\tanna\t25\tx\nwalk/one\twalk\tbert\t30\ty\ntwo\twalk\tanna\t\tx\n")]
    public void A_table_says_what_each_file_is(string text)
    {
        var view = View(text, options => options.SearchSubfolders = true);
        Assert.That(view.GetColumn<string>("Name"), Is.EqualTo(new[] { "sit/one", "walk/one", "walk/two" }));
        Assert.That(view.GetColumn<uint>("Label"), Is.EqualTo(new[] { 1, 2, 2 }));
        Assert.That(view.GetColumn<uint>("Subject"), Is.EqualTo(new[] { 1, 2, 1 }));
        Assert.That(view.Schema["Subject"].GetNumberNames(), Is.EqualTo(new[] { "anna", "bert" }));
        Assert.That(view.GetColumn<float>("FrameRate"), Is.EqualTo(new[] { 25, 30, 0 }));
        Assert.That(view.GetColumn<string>("fold"), Is.EqualTo(new[] { "x", "y", "x" }));
        Assert.That(Read.All(view).Select(clip => clip.Label), Is.EqualTo(new[] { 1, 2, 2 }));
    }

    [Test]
    public void A_column_of_another_name_divides_clips()
    {
        var view = View("file,fold\nsit/one,1\nwalk/one,2\nwalk/two,1\n", options =>
        {
            options.SearchSubfolders = true;
            options.Split = new SkeletonSplit("fold 1", clip => clip.Others["Fold"] == "1");
        });
        Assert.That(view.GetColumn<string>("Name"), Is.EqualTo(new[] { "sit/one", "walk/two" }));
    }

    [Test]
    public void The_table_has_the_last_word_after_the_path()
    {
        var view = View("file,subject\nsit/one,7\nwalk/one,8\nwalk/two,9\n", options => options.PathPattern = "{label}/*");
        Assert.That(view.GetColumn<uint>("Label"), Is.EqualTo(new[] { 1, 2, 2 }));
        Assert.That(view.GetColumn<uint>("Subject"), Is.EqualTo(new[] { 7, 8, 9 }));
        Assert.That(view.Schema["Subject"].GetNumberNames(), Is.Empty);
    }

    [Test]
    public void Clips_of_one_file_are_found_by_their_names()
    {
        var csv = new CsvSkeletonOptions { Layout = Point, ClipColumn = "clip", Coordinate = "{axis}{joint}" };
        _folder.Write("point.csv", "clip,xp,yp,zp\nfirst,1,2,3\nsecond,1,2,3\n");
        var options = new SkeletonLoader.Options
        {
            Format = SkeletonFormat.Csv(csv),
            LabelsFile = _folder.Write("labels/labels.csv", "name,label\nsecond,nod\nfirst,bow\n"),
        };
        var view = Read.View(_folder.File("point.csv"), options);
        Assert.That(view.GetColumn<uint>("Label"), Is.EqualTo(new[] { 1, 2 }), "bow, nod");
    }

    [Test]
    public void Several_clips_of_one_file_have_the_files_path()
    {
        var csv = new CsvSkeletonOptions { Layout = Point, ClipColumn = "clip", Coordinate = "{axis}{joint}" };
        foreach (var file in new[] { "tables/walk/anna.csv", "tables/sit/anna.csv" })
            _folder.Write(file, "clip,xp,yp,zp\nfirst,1,2,3\nsecond,1,2,3\n");
        var options = new SkeletonLoader.Options { Format = SkeletonFormat.Csv(csv), PathPattern = "{label}/{subject}" };
        var view = Read.View(_folder.File("tables"), options);
        Assert.That(view.GetColumn<uint>("Label"), Is.EqualTo(new[] { 1, 1, 2, 2 }));
        Assert.That(view.GetColumn<uint>("Subject"), Is.EqualTo(new[] { 1, 1, 1, 1 }));
        Assert.That(view.GetColumn<string>("Name"), Is.EqualTo(new[] { "sit/first", "sit/second", "walk/first", "walk/second" }));
    }

    [TestCase("label\nwalk\n", "no column 'file' or 'name'")]
    [TestCase("file,label,action\na,b,c\n", "line 1: the columns 'label' and 'action' mean the same")]
    [TestCase("file,label\none,walk\ntwo,sit\n", "line 2: the row is about two recordings, 'sit/one.json' and 'walk/one.json'")]
    [TestCase("file,label\nsit/one,a\nsit/one,b\n", "line 3: 'sit/one' is there a second time, after line 2")]
    [TestCase("file,trial\nsit/one,x\n", "line 2: column 'trial': 'x' is not a whole number")]
    public void A_table_that_does_not_say_it_is_refused_by_line(string text, string reason)
        => Assert.That(
            () => View(text, options => options.SearchSubfolders = true),
            Throws.TypeOf<SkeletonFileException>().With.Message.Contains(reason).And.Message.Contains("labels.csv"));

    [Test]
    public void A_file_without_a_row_is_a_bad_file()
    {
        const string Text = "file,label\nsit/one,sit\nwalk/one,walk\n";
        Assert.That(
            () => View(Text, options => options.SearchSubfolders = true),
            Throws.TypeOf<SkeletonFileException>().With.Message.Contains("has no row for 'walk/two.json'"));
        var view = View(Text, options =>
        {
            options.SearchSubfolders = true;
            options.OnBadFile = OnBadFile.Skip;
        });
        Assert.That(Read.All(view).Select(clip => clip.Name), Is.EqualTo(new[] { "sit/one", "walk/one" }));
    }

    [Test]
    public void Rows_without_a_recording_are_told()
    {
        var ml = new MLContext(1);
        var log = new List<string>();
        ml.Log += (_, message) => log.Add(message.Message);
        var options = Options("file,label\nsit/one,sit\nwalk/one,walk\nwalk/two,walk\nrun/one,run\n");
        options.SearchSubfolders = true;
        ml.Data.LoadFromSkeletonFiles(_folder.Path, options);
        Assert.That(log, Has.Some.Contains("labels.csv, line 5: 1 rows are about no recording that is there"));
    }

    [Test]
    public void Names_that_nobody_tells_are_refused()
    {
        var options = Options("file,subject\nsit/one,1\n");
        options.Actions = ["sit"];
        Assert.That(() => Read.View(_folder.Path, options), Throws.ArgumentException.With.Message.Contains("Actions names the labels"));
    }

    private IDataView View(string text, Action<SkeletonLoader.Options> set)
    {
        var options = Options(text);
        set(options);
        return Read.View(_folder.Path, options);
    }

    private SkeletonLoader.Options Options(string text)
    {
        var layout = SkeletonLayout.FromJson(
            """
            {"name": "hand", "joints": ["Wrist", "Thumb", "Index"], "bones": [[1, 0], [2, 0]], "center": 0, "mirror": [0, 1, 2],
             "parts": [{"name": "wrist", "joints": [0]}, {"name": "fingers", "joints": [1, 2]}],
             "regions": [{"name": "hand", "joints": [0, 1, 2]}]}
            """);
        return new SkeletonLoader.Options
        {
            Format = SkeletonFormat.JsonFrames(layout),
            LabelsFile = _folder.Write("labels.csv", text),
        };
    }
}
