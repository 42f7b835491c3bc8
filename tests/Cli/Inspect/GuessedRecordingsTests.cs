using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace MsMclr.MLNet.Tests;

/// <summary>What <c>inspect</c> finds out of a folder that nobody has described.</summary>
public class GuessedRecordingsTests
{
    private static readonly string Classes = Repository.At("tests", "TestKit", "Cases", "folder-per-class");
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_folder_a_class_of_openpose_files()
    {
        var picture = _folder.File("clip.svg");
        var found = Look(Path.Combine(Classes, "openpose"), "--preview", picture);
        Assert.That((string?)found["guessed"], Does.StartWith("--format openpose, which reads 4 of 4"));
        Assert.That((string?)found["layout"], Is.EqualTo("openpose-25"));
        Assert.That(found["files"]!.ToJsonString(), Is.EqualTo("""{".json":16}"""));
        Assert.That((int?)found["clips"], Is.EqualTo(4));
        Assert.That(found["labels"]!.ToJsonString(), Is.EqualTo("""{"sit":2,"walk":2}"""));
        Assert.That((string?)found["labels_from"], Is.EqualTo("--path-pattern '{label}/*'"));
        Assert.That((string?)found["unit"], Does.StartWith("pixels"));
        Assert.That((string?)found["y_points"], Is.EqualTo("down"));
        Assert.That((string?)found["next"], Does.Contain("--format openpose --layout openpose-25 --path-pattern '{label}/*'"));
        Assert.That((string?)found["or"], Does.Contain("ExampleBank"), "too few to train on");

        var svg = XDocument.Load(picture).Root!;
        var lines = svg.Elements().Where(element => element.Name.LocalName == "line").ToList();
        Assert.That(lines, Has.Count.GreaterThan(4 * 10), "four poses of many bones");
        var size = (Width: (double)svg.Attribute("width")!, Height: (double)svg.Attribute("height")!);
        foreach (var line in lines)
        {
            Assert.That((double)line.Attribute("x1")!, Is.InRange(0, size.Width));
            Assert.That((double)line.Attribute("y1")!, Is.InRange(0, size.Height));
        }
    }

    [Test]
    public void Motion_capture_in_centimeters_with_names_that_collide()
    {
        var found = Look(Path.Combine(Classes, "bvh"), "--path-pattern", "{label}/take{trial}");
        Assert.That((string?)found["guessed"], Does.StartWith("--format bvh, which reads 2 of 2"));
        Assert.That((int?)found["clips"], Is.EqualTo(2));
        Assert.That((string?)found["unit"], Does.StartWith("centimeters"));
        Assert.That((string?)found["y_points"], Is.EqualTo("up"));
        Assert.That(found["mirrored_joints"]!.AsArray().Select(pair => (string?)pair), Does.Contain("LeftArm - RightArm"));
        Assert.That(found["labels"]!.ToJsonString(), Is.EqualTo("""{"sit":1,"walk":1}"""));
    }

    [Test]
    public void Kinect_recordings_and_what_would_be_refused()
    {
        KinectRecordings.Write(_folder.File("S001C001P001R001A001.skeleton"), frames: 4);
        KinectRecordings.Write(_folder.File("S001C002P003R001A002.skeleton"), frames: 9);
        _folder.Write("S001C003P003R001A002.skeleton", "2\n1\nnobody\n");
        _folder.Write("README.txt", "Recorded in May.");
        var found = Look(_folder.Path);
        Assert.That((string?)found["guessed"], Does.StartWith("--format ntu"));
        Assert.That(found["files"]!.ToJsonString(), Is.EqualTo("""{".skeleton":3,".txt":1}"""));
        Assert.That((int?)found["bad_files"], Is.EqualTo(1));
        Assert.That((string?)found["reasons"]![0], Does.Contain("S001C003P003R001A002.skeleton, line 3"));
        Assert.That(found["frames_a_second"]!.ToJsonString(), Is.EqualTo("""{"30":2}"""));
        Assert.That(found["subjects"]!.ToJsonString(), Is.EqualTo("""{"1":1,"3":1}"""));
    }

    [Test]
    public void A_table_says_by_itself_what_its_columns_are()
    {
        HandRecordings.WriteTable(_folder.File("moves.csv"), HandRecordings.Of(subjects: 2));
        var found = Look(_folder.Path);
        Assert.That((string?)found["guessed"], Does.StartWith("--format csv"));
        Assert.That((int?)found["joints"], Is.EqualTo(3));
        Assert.That((int?)found["clips"], Is.EqualTo(18));
    }

    [Test]
    public void Gaps_and_joints_that_were_not_found_are_counted()
    {
        _folder.Write(
            "take.csv",
            "frame,Head_x,Head_y,Head_z,Neck_x,Neck_y,Neck_z\n0,0,1.7,2,0,1.5,2\n1,0,1.7,2,0,1.5,2\n4,,,,0,1.5,2\n");
        var found = Look(_folder.Path);
        Assert.That((int?)found["clips_with_gaps"], Is.EqualTo(1));
        Assert.That((int?)found["longest_gap_in_frames"], Is.EqualTo(2));
        Assert.That((double?)found["share_of_joints_not_found"], Is.EqualTo(1 / 6.0).Within(1e-6));
        Assert.That((string?)found["joints_not_found"]![0], Is.EqualTo("Head 33.3 %"));
    }

    [Test]
    public void Files_that_look_like_a_format_and_are_damaged_are_refused_with_the_reason()
    {
        _folder.Write("a.bvh", "HIERARCHY\nROOT Hips\n{\nOFFSET 0 0\n");
        Tool.Run("inspect", _folder.Path).RefusedInOneLine("looks like --format bvh, but cannot be read so: ");
    }

    private static JsonNode Look(string path, params string[] options)
        => JsonNode.Parse(Tool.Run(["inspect", path, .. options, "--json"]).Succeeded().Output)!;
}
