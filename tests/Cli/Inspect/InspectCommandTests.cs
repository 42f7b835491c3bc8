using System.Text.Json.Nodes;
using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public class InspectCommandTests
{
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void An_encoder_is_the_same_in_each_of_its_files()
    {
        using (var encoder = new MLContext().Transforms.Skeleton.LoadEncoder(TinyModel.File))
        {
            encoder.SaveEncoder(_folder.File("encoder.onnx"));
            encoder.SaveWeights(_folder.File("encoder.safetensors"));
        }

        var onnx = Json(_folder.File("encoder.onnx"));
        Assert.That((string?)onnx["kind"], Is.EqualTo("encoder"));
        Assert.That((string?)onnx["layout"], Is.EqualTo(SkeletonLayout.NtuRgbd.Name));
        Assert.That((string?)onnx["stream"], Is.EqualTo("joint"));
        Assert.That(onnx["joints"]!.AsArray(), Has.Count.EqualTo(25));
        Assert.That((int?)onnx["frames"], Is.EqualTo(16));
        Assert.That((int?)onnx["bodies"], Is.EqualTo(2));
        Assert.That((int?)onnx["feature_size"], Is.EqualTo(32));
        Assert.That((string?)onnx["readout"], Is.EqualTo(SkeletonReadout.Global.ToString()));
        Assert.That((int?)onnx["embedding_size"], Is.EqualTo(32));
        // A network of 4 hidden channels: tens of thousands, of which the graphs' edges are the most.
        Assert.That((long?)onnx["parameters"], Is.InRange(10_000, 100_000));

        var safetensors = Json(_folder.File("encoder.safetensors"));
        safetensors["file"] = "encoder.onnx";
        Assert.That(safetensors.ToJsonString(), Is.EqualTo(onnx.ToJsonString()));
    }

    [Test]
    public void A_folder_that_was_handed_on_tells_what_is_in_it_and_a_damaged_one_what_is_wrong()
    {
        var folder = _folder.File("handed-on");
        using (var encoder = new MLContext().Transforms.Skeleton.LoadEncoder(TinyModel.File))
            encoder.SavePretrained(folder, new SkeletonPretrainedOptions { Name = "tiny", License = "mit" });
        var found = Json(folder);
        Assert.That((string?)found["kind"], Is.EqualTo("pretrained encoder"));
        Assert.That(((string?)found["name"], (string?)found["license"], (string?)found["data"]), Is.EqualTo(("tiny", "mit", "not told")));
        Assert.That(found["files"]!.AsArray(), Has.Count.EqualTo(5));
        Assert.That((int?)found["embedding_size"], Is.EqualTo(32));
        File.AppendAllText(Path.Combine(folder, "README.md"), "more");
        Tool.Run("inspect", folder).RefusedInOneLine("README.md");
    }

    [Test]
    public void A_model_tells_what_it_reads_and_what_it_tells_apart()
    {
        var model = Json(TinyModel.File);
        Assert.That((string?)model["kind"], Is.EqualTo("model"));
        Assert.That(model["actions"]!.AsArray().Select(action => (string?)action), Is.EqualTo(SyntheticSkeletons.Actions));
        Assert.That((string?)model["reads"]![0], Does.StartWith("Clip: "));
        Assert.That((int?)model["feature_size"], Is.EqualTo(32));
    }

    [Test]
    public void Embeddings_are_counted_by_label()
    {
        var embeddings = Json(TinyModel.Embeddings);
        Assert.That((string?)embeddings["kind"], Is.EqualTo("embeddings"));
        Assert.That((int?)embeddings["clips"], Is.EqualTo(40));
        Assert.That((int?)embeddings["feature_size"], Is.EqualTo(32));
        var labels = embeddings["labels"]!.AsObject();
        Assert.That(labels.Select(label => label.Key), Is.EqualTo(SyntheticSkeletons.Actions));
        Assert.That(labels.Select(label => (int?)label.Value), Is.All.EqualTo(2));
    }

    [Test]
    public void A_folder_of_checkpoints_tells_how_far_the_run_is()
    {
        _folder.Write("checkpoints/step-000000018.msmclr", "12345");
        _folder.Write("checkpoints/step-000000036.msmclr", "1234567");
        _folder.Write("checkpoints/history.csv", "epoch,loss,learning_rate\n1,9.5,0.1\n2,8.25,0.1\n");
        var checkpoints = Json(_folder.File("checkpoints"));
        Assert.That((string?)checkpoints["kind"], Is.EqualTo("checkpoints"));
        Assert.That((string?)checkpoints["newest"], Is.EqualTo("step-000000036.msmclr"));
        Assert.That((long?)checkpoints["bytes"], Is.EqualTo(12));
        Assert.That((int?)checkpoints["epochs"], Is.EqualTo(2));
        Assert.That((double?)checkpoints["loss"], Is.EqualTo(8.25));
    }

    [Test]
    public void Recordings_are_counted_and_bad_ones_named_with_their_reason()
    {
        var folder = Directory.CreateDirectory(_folder.File("recordings")).FullName;
        KinectRecordings.Write(Path.Combine(folder, "S001C001P001R001A001.skeleton"), frames: 4);
        KinectRecordings.Write(Path.Combine(folder, "S001C002P001R001A002.skeleton"), frames: 7);
        KinectRecordings.Write(Path.Combine(folder, "S001C002P003R001A002.skeleton"), frames: 9);
        File.WriteAllText(Path.Combine(folder, "S001C003P003R001A002.skeleton"), "2\n1\nnobody\n");
        var recordings = Json(folder, "--format", "ntu");
        Assert.That((string?)recordings["kind"], Is.EqualTo("recordings"));
        Assert.That((int?)recordings["clips"], Is.EqualTo(3));
        Assert.That((int?)recordings["shortest_clip"], Is.EqualTo(4));
        Assert.That((double?)recordings["median_clip"], Is.EqualTo(7));
        Assert.That((int?)recordings["longest_clip"], Is.EqualTo(9));
        Assert.That(recordings["clips_by_bodies"]!.ToJsonString(), Is.EqualTo("""{"1":3}"""));
        Assert.That(recordings["labels"]!.ToJsonString(), Is.EqualTo("""{"drink water":1,"eat meal":2}"""));
        Assert.That(recordings["subjects"]!.ToJsonString(), Is.EqualTo("""{"1":2,"3":1}"""));
        Assert.That(recordings["cameras"]!.ToJsonString(), Is.EqualTo("""{"1":1,"2":2}"""));
        Assert.That((int?)recordings["bad_files"], Is.EqualTo(1));
        Assert.That((string?)recordings["reasons"]![0], Does.Contain("S001C003P003R001A002.skeleton, line 3"));
    }

    [Test]
    public void A_table_of_recordings_is_described_by_the_options_of_evaluate()
    {
        var table = _folder.File("moves.csv");
        HandRecordings.WriteTable(table, HandRecordings.Of(subjects: 2));
        var options = HandRecordings.TableOptions(table, _folder.Write("hand.json", HandRecordings.Layout)).ToList();
        options.RemoveRange(options.IndexOf("--data"), 2);
        var run = Tool.Run(["inspect", table, .. options]).Succeeded();
        Assert.That(run.Output, Does.Match(@"\| clips +\| 18 ").And.Match(@"\| labels +\| 3: bow \(6\), nod \(6\), wave \(6\) "));
        Assert.That(run.Output, Does.Match(@"\| subjects +\| 2: 1 \(9\), 2 \(9\) "));
    }

    [Test]
    public void A_table_of_which_only_the_format_is_named_says_the_rest_itself()
    {
        var table = _folder.File("moves.csv");
        HandRecordings.WriteTable(table, HandRecordings.Of(subjects: 2));
        var run = Tool.Run("inspect", table, "--format", "csv").Succeeded();
        Assert.That(run.Output, Does.Match(@"\| clips +\| 18 ").And.Match(@"\| joints +\| 3 "));
    }

    [Test]
    public void A_table_that_does_not_name_its_joints_is_refused_with_what_to_name()
    {
        var table = _folder.Write("unnamed.csv", "frame,a,b,c\n0,1,2,3\n1,1,2,3\n");
        Tool.Run("inspect", table, "--format", "csv").RefusedInOneLine("unnamed.csv");
    }

    [Test]
    public void Json_goes_to_a_file_beside_the_table()
    {
        var file = _folder.File("facts.json");
        var run = Tool.Run("inspect", TinyModel.File, "--json", file).Succeeded();
        Assert.That((string?)JsonNode.Parse(File.ReadAllText(file))!["kind"], Is.EqualTo("model"));
        Assert.That(run.Output, Does.Contain("| kind").And.Contain("| model"));
    }

    [TestCase("nowhere", "There is no file or folder")]
    [TestCase("empty", "holds no files, and so neither checkpoints nor recordings")]
    [TestCase("notes.txt", "holds no recordings that a format is known for, but .txt (1)")]
    [TestCase("damaged.idv", "cannot be read as embeddings")]
    [TestCase("damaged.onnx", "damaged.onnx")]
    [TestCase("damaged.model.zip", "cannot be loaded as a model")]
    public void What_cannot_be_looked_into_is_one_sentence(string name, string reason)
    {
        Directory.CreateDirectory(_folder.File("empty"));
        foreach (var file in new[] { "notes.txt", "damaged.idv", "damaged.onnx", "damaged.model.zip" })
            _folder.Write(file, "nonsense");
        Tool.Run("inspect", _folder.File(name)).RefusedInOneLine(reason);
    }

    [TestCase("pipe")]
    [TestCase("pipe.onnx")]
    [TestCase("pipe.zip")]
    [TestCase("pipe.idv")]
    [Platform("Linux")]
    public void A_pipe_is_no_regular_file_and_does_not_hang(string name)
    {
        MakePipe(name);
        Tool.Run("inspect", _folder.File(name)).RefusedInOneLine("is no regular file");
    }

    [Test]
    [Platform("Linux")]
    public void A_pipe_in_a_folder_is_passed_over()
    {
        KinectRecordings.Write(_folder.Write("piped/S001C001P001R001A001.skeleton", ""), frames: 4);
        MakePipe("piped/a.json");
        Assert.That((int?)Json(_folder.File("piped"))["clips"], Is.EqualTo(1));
    }

    private void MakePipe(string name)
    {
        using var make = System.Diagnostics.Process.Start("mkfifo", _folder.File(name));
        make.WaitForExit();
    }

    private static JsonNode Json(string path, params string[] options)
        => JsonNode.Parse(Tool.Run(["inspect", path, "--json", .. options]).Succeeded().Output)!;
}
