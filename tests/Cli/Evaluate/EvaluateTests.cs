using System.Text.Json;

namespace MsMclr.MLNet.Tests;

public class EvaluateTests
{
    private string _folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("msmclr-evaluate-").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Three_streams_are_joined_and_fused_and_an_encoder_of_theirs_is_judged_again()
    {
        var folder = Path.Combine(_folder, "all");
        var results = Results(folder, EvaluateProcess.Train(folder, "--stream", "all", "--set", "Readout=MultiScale"));
        Assert.That(Share(results, "fused"), Is.InRange(0.05, 1), "twenty actions: a guess is 0.05");
        foreach (var part in new[] { "raw", "untrained", "trained" })
            Assert.That(Share(results.GetProperty("linear"), part), Is.InRange(0.05, 1), part);
        foreach (var file in new[] { "action.zip", "encoder-joint.onnx", "encoder-bone.onnx", "encoder-motion.onnx", "embeddings.idv", "report.html" })
            Assert.That(new FileInfo(Path.Combine(folder, file)).Length, Is.GreaterThan(1000), file);

        var again = Path.Combine(_folder, "again");
        var judged = Results(again, EvaluateProcess.Run("--format", "synthetic", "--split", "unseen-subjects", "--set", "HiddenChannels=4", "--encoder", Path.Combine(folder, "encoder-bone.onnx"), "--out", again));
        Assert.That(judged.GetProperty("encoder").GetString(), Is.EqualTo("encoder-bone.onnx"));
        Assert.That(Share(judged, "clips_per_second"), Is.Zero, "nothing is pretrained");
    }

    [Test]
    public void The_papers_best_epoch_on_test_clips_is_called_so_and_never_below_the_last()
    {
        var pretrained = Path.Combine(_folder, "pretrained");
        EvaluateProcess.Train(pretrained);
        JsonElement Judged(string linear)
        {
            var folder = Path.Combine(_folder, linear);
            return Results(folder, EvaluateProcess.Run("--format", "synthetic", "--split", "unseen-subjects", "--set", "HiddenChannels=4", "--encoder", Path.Combine(pretrained, "encoder.onnx"), "--linear", linear, "--out", folder));
        }

        var (last, best) = (Judged("sgd"), Judged("sgd-best"));
        Assert.That(best.GetProperty("linear_head").GetString(), Is.EqualTo("sgd-best"));
        Assert.That(File.ReadAllText(Path.Combine(_folder, "sgd-best", "report.html")), Does.Contain("best epoch on test clips"));
        foreach (var part in new[] { "raw", "untrained", "trained" })
            Assert.That(Share(best.GetProperty("linear"), part), Is.GreaterThanOrEqualTo(Share(last.GetProperty("linear"), part)), part);
        Assert.That(Share(best.GetProperty("linear"), "raw"), Is.GreaterThan(Share(last.GetProperty("linear"), "raw")), "of 100 epochs one is better by chance");
    }

    [Test]
    public void Seeds_labels_and_the_papers_head_are_reported()
    {
        var folder = Path.Combine(_folder, "seeds");
        var results = Results(folder, EvaluateProcess.Train(folder, "--seeds", "2", "--labels", "0.1", "--linear", "sgd", "--precision", "bfloat16"));
        Assert.That(results.GetProperty("linear_head").GetString(), Is.EqualTo("sgd"));
        Assert.That(results.GetProperty("precision").GetString(), Is.EqualTo("bfloat16"));
        Assert.That(Share(results.GetProperty("fine_tuning"), "0.1"), Is.InRange(0.05, 1));
        Assert.That(Share(results.GetProperty("fine_tuning_untrained"), "0.1"), Is.InRange(0.02, 1));
        Assert.That(results.GetProperty("seeds").EnumerateArray().Select(seed => seed.GetProperty("seed").GetInt32()), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(results.GetProperty("seeds").EnumerateArray().Select(seed => Share(seed.GetProperty("fine_tuning"), "0.1")), Is.All.InRange(0.05, 1));
    }

    [Test]
    public void Arrays_are_tested_on_arrays_of_their_own()
    {
        var (folder, clips) = (Path.Combine(_folder, "npy"), MadeUpClips.Of(subjects: 4));
        MadeUpClips.WriteArray(Path.Combine(_folder, "train"), [.. clips.Where(clip => clip.Subject < 4)]);
        MadeUpClips.WriteArray(Path.Combine(_folder, "test"), [.. clips.Where(clip => clip.Subject == 4)]);
        File.WriteAllText(Path.Combine(_folder, "hand.json"), MadeUpClips.Layout);
        File.WriteAllLines(Path.Combine(_folder, "actions.txt"), MadeUpClips.Actions);
        var results = Results(folder, EvaluateProcess.TrainOn(folder, "--format", "npy", "--split", "test-data", "--data", Path.Combine(_folder, "train.npy"), "--labels-file", Path.Combine(_folder, "train.csv"),
            "--test-data", Path.Combine(_folder, "test.npy"), "--test-labels-file", Path.Combine(_folder, "test.csv"), "--layout", Path.Combine(_folder, "hand.json"), "--actions", Path.Combine(_folder, "actions.txt"), "--npy", "Bodies=1", "--set", "BatchSize=8"));
        Assert.That(results.GetProperty("split").GetString(), Is.EqualTo("test-data"));
        Assert.That(Share(results.GetProperty("linear"), "raw"), Is.EqualTo(1), "the actions are easy to tell apart");
        Assert.That(File.ReadAllText(Path.Combine(folder, "report.html")), Does.Contain("--test-data DIR").And.Not.Contain(_folder));
    }

    [Test]
    public void A_table_is_divided_by_subjects()
    {
        var folder = Path.Combine(_folder, "csv");
        var results = Results(folder, EvaluateProcess.TrainOn(folder, Table("--split", "subjects", "--test", "2,4", "--set", "BatchSize=8")));
        Assert.That(results.GetProperty("split").GetString(), Is.EqualTo("subjects 2,4"));
        Assert.That(Share(results.GetProperty("linear"), "raw"), Is.EqualTo(1), "the actions are easy to tell apart");
    }

    [TestCase("subjects", "--test", "2,9", "no clip is of subjects 9; there are 1, 2, 3, 4")]
    [TestCase("subjects", "--test", "1,2,3,4", "leaves no clip to train on")]
    [TestCase("subjects", "--test", "two", "'two' is no number")]
    [TestCase("subjects", "--seed", "1", "--split subjects --test 2,4,6")]
    [TestCase("views", "--test", "1", "--csv CameraColumn=NAME")]
    [TestCase("test-data", "--seed", "1", "--test-data")]
    [TestCase("nw-ucla-xview", "--seed", "1", "has subjects, views, setups, test-data")]
    public void Parts_that_cannot_be_made_are_refused_with_a_reason(string split, string option, string value, string reason)
        => Refused(EvaluateProcess.TrainOn(_folder, Table("--split", split, option, value)), reason);

    [TestCase("S001C001P001R001A001", "none is for testing")]
    [TestCase("S001C001P003R001A001", "none is for training")]
    public void A_published_split_without_one_of_its_parts_is_refused_by_name(string clip, string reason)
    {
        var data = Directory.CreateDirectory(Path.Combine(_folder, clip)).FullName;
        MadeUpClips.WriteNtu(Path.Combine(data, clip + ".skeleton"));
        Refused(EvaluateProcess.TrainOn(_folder, "--format", "ntu", "--data", data, "--split", "ntu60-xsub"), "NTU-60 cross-subject: of the clips that were read, " + reason);
    }

    [TestCase("npy", "--layout", "NtuRgbd", "--labels-file and --actions")]
    [TestCase("npy", "--actions", "3", "--layout")]
    [TestCase("npy", "--scale", "2", "--format bvh")]
    [TestCase("kinetics", "--names", "s(?<subject>[0-9])", "order of label_index")]
    [TestCase("coco", "--actions", "3", "(?<action>...)")]
    [TestCase("openpose", "--names", "(?<who>.)", "action, camera, replication, setup, subject")]
    [TestCase("csv", "--layout", "NtuRgbd", "--csv LabelColumn")]
    [TestCase("foo", "--actions", "3", "Must be one of")]
    public void Formats_that_lack_something_are_refused_with_a_reason(string format, string option, string value, string reason)
        => Refused(EvaluateProcess.TrainOn(_folder, "--format", format, "--data", _folder, "--split", "subjects", "--test", "1", option, value), reason);

    [TestCase("--stream", "all", "--fine-tune", "take --stream joint")]
    [TestCase("--seeds", "0", null, "1 to 1000")]
    [TestCase("--labels", "2", null, "at most 1")]
    [TestCase("--precision", "TensorFloat32", null, "Full or BFloat16")]
    [TestCase("--precision", "Half", null, "Cannot parse argument 'Half'")]
    [TestCase("--set", "Temprature=1", null, "Temperature")]
    [TestCase("--set", "Temperature=0", null, "allowed")]
    [TestCase("--set", "Readout=Half", null, "Global or MultiScale")]
    public void Wrong_options_are_refused_with_a_reason(string option, string value, string? flag, string reason)
        => Refused(EvaluateProcess.Train(_folder, flag is null ? [option, value] : [option, value, flag]), reason);

    private static void Refused((int ExitCode, string Output) run, string reason)
    {
        Assert.That(run.ExitCode, Is.Not.Zero);
        Assert.That(run.Output, Does.Contain(reason).And.Not.Contain("   at "));
    }

    private string[] Table(params string[] options)
    {
        var (table, layout) = (Path.Combine(_folder, "moves.csv"), Path.Combine(_folder, "hand.json"));
        MadeUpClips.WriteTable(table, MadeUpClips.Of(subjects: 4));
        File.WriteAllText(layout, MadeUpClips.Layout);
        return ["--format", "csv", "--data", table, "--layout", layout, "--csv", "ClipColumn=clip", "--csv", "FrameColumn=frame", "--csv", "SubjectColumn=person", "--csv", "LabelColumn=move", .. options];
    }

    private static JsonElement Results(string folder, (int ExitCode, string Output) run)
    {
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "results.json")));
        return document.RootElement.Clone();
    }

    private static double Share(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
