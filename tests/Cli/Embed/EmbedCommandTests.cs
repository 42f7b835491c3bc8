using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Cli.Heads;

namespace MsMclr.MLNet.Tests;

public class EmbedCommandTests
{
    private static readonly string[] Names = ["S001C001P001R001A001", "S001C002P003R001A002", "S002C001P007R002A001"];
    private TemporaryFolder _folder = null!;
    private string _recordings = "";

    [OneTimeSetUp]
    public void Record()
    {
        _folder = new TemporaryFolder();
        _recordings = Directory.CreateDirectory(_folder.File("recordings")).FullName;
        for (var i = 0; i < Names.Length; i++)
            KinectRecordings.Write(Path.Combine(_recordings, Names[i] + ".skeleton"), frames: 10 + i);
    }

    [OneTimeTearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void A_view_holds_what_the_encoder_says_of_each_recording_and_heads_take_it()
    {
        var file = _folder.File("embeddings.idv");
        var run = Embed(_recordings, file).Succeeded();
        Assert.That(run.Output, Does.Contain("3 clips, 32 values each"));

        var ml = new MLContext();
        var view = SavedEmbeddings.Load(ml, file);
        Assert.That(view.GetColumn<string>("Name"), Is.EqualTo(Names));
        Assert.That(view.GetColumn<uint>("Label"), Is.EqualTo(new[] { 1, 2, 1 }));
        Assert.That(view.GetColumn<uint>("Subject"), Is.EqualTo(new[] { 1, 3, 7 }));
        Assert.That(view.GetColumn<float[]>("Features"), Is.EqualTo(Expected(ml)));
    }

    [Test]
    public void A_table_reads_back_to_the_last_bit()
    {
        var file = _folder.File("embeddings.csv");
        Embed(_recordings, file).Succeeded();
        var lines = File.ReadAllLines(file);
        var expected = Expected(new MLContext());
        Assert.That(lines[0], Does.StartWith("name,label,subject,f1,f2,").And.EndsWith(",f32"));
        Assert.That(lines[2], Does.StartWith($"{Names[1]},eat meal,3,"));
        for (var row = 0; row < Names.Length; row++)
        {
            var values = lines[row + 1].Split(',').Skip(3).Select(value => float.Parse(value, CultureInfo.InvariantCulture));
            Assert.That(values, Is.EqualTo(expected[row]), Names[row]);
        }
    }

    [Test]
    public void Clips_are_prepared_as_it_is_asked_for()
    {
        var file = _folder.File("scaled.idv");
        Embed(_recordings, file, "--scale", "trunklength", "--turning", "none").Succeeded();
        var ml = new MLContext();
        var options = new SkeletonPreparationEstimator.Options { Scale = ClipScale.TrunkLength, Turning = ClipTurning.None };
        Assert.That(SavedEmbeddings.Load(ml, file).GetColumn<float[]>("Features"), Is.EqualTo(Expected(ml, options)));
    }

    [Test]
    public void A_bad_recording_is_left_out_on_request_and_otherwise_no_file_appears()
    {
        var recordings = Directory.CreateDirectory(_folder.File("bad")).FullName;
        KinectRecordings.Write(Path.Combine(recordings, Names[0] + ".skeleton"), frames: 10);
        File.WriteAllText(Path.Combine(recordings, Names[1] + ".skeleton"), "2\n1\nnobody\n");
        var output = Directory.CreateDirectory(_folder.File("output")).FullName;
        var file = Path.Combine(output, "embeddings.csv");

        Embed(recordings, file).RefusedInOneLine($"{Names[1]}.skeleton, line 3");
        Assert.That(Directory.GetFiles(output), Is.Empty, "neither the file nor half of it");

        var run = Embed(recordings, file, "--on-bad-file", "skip").Succeeded();
        Assert.That(run.Errors, Does.Contain("Left out: ").And.Contain(Names[1]));
        Assert.That(File.ReadAllLines(file), Has.Length.EqualTo(2));
    }

    [Test]
    public void Recordings_without_labels_have_embeddings_without_labels()
    {
        // The names tell nothing here.
        var recordings = Directory.CreateDirectory(_folder.File("unlabeled")).FullName;
        var layout = _folder.Write("ntu.json", SkeletonLayout.NtuRgbd.ToJson());
        var joints = SkeletonLayout.NtuRgbd.Joints;
        var columns = joints.SelectMany(joint => "xyz".Select(axis => $"{joint}_{axis}"));
        var rows = Enumerable.Range(0, 6).Select(frame => $"one,{frame},{Row(frame, joints.Length)}");
        File.WriteAllLines(Path.Combine(recordings, "clips.csv"), rows.Prepend($"clip,frame,{string.Join(',', columns)}"));
        var file = _folder.File("unlabeled.csv");
        string[] format = ["--format", "csv", "--layout", layout, "--csv", "ClipColumn=clip", "--csv", "FrameColumn=frame"];
        Tool.Run(["embed", .. format, "--data", recordings, "--encoder", TinyModel.File, "--out", file]).Succeeded();
        Assert.That(File.ReadAllLines(file)[1], Does.StartWith("one,,,"));

        static string Row(int frame, int joints)
            => string.Join(',', Enumerable.Range(0, 3 * joints).Select(value => (0.1 * value) + (0.01 * frame * (value % 7)))
                .Select(value => value.ToString("f3", CultureInfo.InvariantCulture)));
    }

    [TestCase("recordings", "e.idv", "nowhere.onnx", "There is no encoder at")]
    [TestCase("nowhere", "e.idv", "action.zip", "nowhere")]
    public void What_cannot_be_done_is_one_sentence(string data, string file, string encoder, string reason)
    {
        var run = Tool.Run(
            "embed", "--format", "ntu", "--data", _folder.File(data), "--encoder", TinyModel.PathOf(encoder), "--out", _folder.File(file));
        run.RefusedInOneLine(reason);
        Assert.That(_folder.File(file), Does.Not.Exist);
    }

    private static ToolRun Embed(string recordings, string file, params string[] options)
        => Tool.Run(["embed", "--format", "ntu", "--data", recordings, "--encoder", TinyModel.File, "--out", file, .. options]);

    // The same by the library, as an application would call it.
    private float[][] Expected(MLContext ml, SkeletonPreparationEstimator.Options? options = null)
    {
        options ??= new SkeletonPreparationEstimator.Options();
        options.Frames = 16;
        var clips = ml.Data.LoadFromSkeletonFiles(_recordings, SkeletonFormat.NtuRgbd);
        using var encoder = ml.Transforms.Skeleton.LoadEncoder(TinyModel.File);
        var prepared = ml.Transforms.Skeleton.Prepare(options).Fit(clips).Transform(clips);
        return [.. encoder.Transform(prepared).GetColumn<float[]>("Features")];
    }
}
