using System.Text.Json;

namespace MsMclr.MLNet.Tests;

public class EvaluateCommandTests
{
    private static readonly string[] MadeUp = ["--format", "synthetic", "--split", "unseen-subjects"];

    private static readonly string[] Small =
        ["--frames", "8", "--epochs", "1", "--set", "HiddenChannels=4", "--set", "FeatureSize=16", "--set", "ProjectionSize=8"];

    private string _folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("msmclr-evaluate-").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Three_streams_are_joined_and_fused_and_an_encoder_of_theirs_is_judged_again()
    {
        var folder = At("all");
        var results = Results(folder, Train(folder, "--stream", "all", "--set", "Readout=MultiScale"));
        Assert.That(Share(results, "fused"), Is.InRange(0.05, 1), "twenty actions: a guess is 0.05");
        foreach (var part in new[] { "raw", "untrained", "trained" })
            Assert.That(Share(results.GetProperty("linear"), part), Is.InRange(0.05, 1), part);
        string[] encoders = ["encoder-joint.onnx", "encoder-bone.onnx", "encoder-motion.onnx"];
        foreach (var file in encoders.Concat(["action.zip", "embeddings.idv", "report.html"]))
            Assert.That(new FileInfo(Path.Combine(folder, file)).Length, Is.GreaterThan(1000), file);

        var again = At("again");
        var judged = Results(again, Judge(again, Path.Combine(folder, "encoder-bone.onnx")));
        Assert.That(judged.GetProperty("encoder").GetString(), Is.EqualTo("encoder-bone.onnx"));
        Assert.That(Share(judged, "clips_per_second"), Is.Zero, "nothing is pretrained");
    }

    [Test]
    public void One_encoder_of_stacked_streams_is_trained_and_judged_again()
    {
        var folder = At("stacked");
        var run = Train(folder, "--stream", "stacked", "--set", "StrongAugmentation=Strong+JointMask", "--untrimmed");
        var results = Results(folder, run);
        Assert.That(results.GetProperty("stream").GetString(), Is.EqualTo("stacked"));
        Assert.That(run.Output, Does.Match(@"intervals\.csv: \d+ actions? in 16 recordings").And.Contain("mAP by action"));
        Assert.That(File.ReadAllText(Path.Combine(folder, "untrimmed.html")), Does.Contain("128 are there").And.Contain("--untrimmed"));
        var judged = Results(At("stacked-again"), Judge(At("stacked-again"), Path.Combine(folder, "encoder.onnx")));
        Assert.That(judged.GetProperty("stream").GetString(), Is.EqualTo("stacked"));
    }

    [Test]
    public void The_papers_best_epoch_on_test_clips_is_called_so_and_never_below_the_last()
    {
        var pretrained = At("pretrained");
        Train(pretrained);
        var last = Judged("sgd");
        var best = Judged("sgd-best");
        Assert.That(best.GetProperty("linear_head").GetString(), Is.EqualTo("sgd-best"));
        Assert.That(File.ReadAllText(Path.Combine(At("sgd-best"), "report.html")), Does.Contain("best epoch on test clips"));
        foreach (var part in new[] { "raw", "untrained", "trained" })
            Assert.That(Linear(best, part), Is.GreaterThanOrEqualTo(Linear(last, part)), part);
        Assert.That(Linear(best, "raw"), Is.GreaterThan(Linear(last, "raw")), "of 100 epochs one is better by chance");

        JsonElement Judged(string linear)
        {
            var folder = At(linear);
            return Results(folder, Judge(folder, Path.Combine(pretrained, "encoder.onnx"), "--linear", linear));
        }

        static double Linear(JsonElement results, string part) => Share(results.GetProperty("linear"), part);
    }

    [Test]
    public void Seeds_labels_and_the_papers_head_are_reported()
    {
        var folder = At("seeds");
        var run = Train(folder, "--seeds", "2", "--labels", "0.1", "--linear", "sgd", "--precision", "bfloat16");
        var results = Results(folder, run);
        Assert.That(results.GetProperty("linear_head").GetString(), Is.EqualTo("sgd"));
        Assert.That(results.GetProperty("precision").GetString(), Is.EqualTo("bfloat16"));
        Assert.That(Share(results.GetProperty("fine_tuning"), "0.1"), Is.InRange(0.05, 1));
        Assert.That(Share(results.GetProperty("fine_tuning_untrained"), "0.1"), Is.InRange(0.02, 1));
        var seeds = results.GetProperty("seeds").EnumerateArray().ToList();
        Assert.That(seeds.Select(seed => seed.GetProperty("seed").GetInt32()), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(seeds.Select(seed => Share(seed.GetProperty("fine_tuning"), "0.1")), Is.All.InRange(0.05, 1));
    }

    [Test]
    public void Probes_and_the_supervised_ceiling_are_reported()
    {
        var folder = At("ceiling");
        var run = Train(folder, "--probes", "--ceiling", "--ceiling-epochs", "12", "--set", "Readout=MultiScale");
        var results = Results(folder, run);
        Assert.That(Share(results, "ceiling"), Is.InRange(0.06, 1), "twenty actions: a guess is 0.05");
        Assert.That(run.Output, Does.Contain("Same network, supervised").And.Contain("forwards or backwards"));
        var side = results.GetProperty("probes").GetProperty("side");
        Assert.That(Share(side, "raw"), Is.GreaterThanOrEqualTo(0.95));
        Assert.That(Share(side, "trained"), Is.InRange(0.3, 1));
        foreach (var probe in new[] { "mirror", "time" })
            Assert.That(Share(results.GetProperty("probes").GetProperty(probe), "untrained"), Is.InRange(0.3, 1), probe);
        foreach (var row in new[] { "raw", "random_convolutions", "untrained", "trained", "together" })
            Assert.That(Share(results.GetProperty("effective_rank"), row), Is.InRange(1, 255), row);
        var page = File.ReadAllText(Path.Combine(folder, "report.html"));
        Assert.That(page, Does.Contain("What the features tell").And.Contain("Same network, supervised"));
    }

    [Test]
    public void Arrays_are_tested_on_arrays_of_their_own()
    {
        var folder = At("npy");
        var clips = HandRecordings.Of(subjects: 4);
        HandRecordings.WriteArray(At("train"), [.. clips.Where(clip => clip.Subject < 4)]);
        HandRecordings.WriteArray(At("test"), [.. clips.Where(clip => clip.Subject == 4)]);
        File.WriteAllText(At("hand.json"), HandRecordings.Layout);
        File.WriteAllLines(At("actions.txt"), HandRecordings.Actions);
        string[] data = ["--format", "npy", "--split", "test-data", "--data", At("train.npy"), "--labels-file", At("train.csv")];
        string[] testData = ["--test-data", At("test.npy"), "--test-labels-file", At("test.csv")];
        string[] described = ["--layout", At("hand.json"), "--actions", At("actions.txt"), "--npy", "Bodies=1"];
        var results = Results(folder, TrainOn(folder, [.. data, .. testData, .. described, "--set", "BatchSize=8"]));
        Assert.That(results.GetProperty("split").GetString(), Is.EqualTo("test-data"));
        Assert.That(Share(results.GetProperty("linear"), "raw"), Is.EqualTo(1), "the actions are easy to tell apart");
        Assert.That(File.ReadAllText(Path.Combine(folder, "report.html")), Does.Contain("--test-data DIR").And.Not.Contain(_folder));
    }

    [Test]
    public void A_table_is_divided_by_subjects()
    {
        var folder = At("csv");
        var results = Results(folder, TrainOn(folder, Table("--split", "subjects", "--test", "2,4", "--set", "BatchSize=8")));
        Assert.That(results.GetProperty("split").GetString(), Is.EqualTo("subjects 2,4"));
        Assert.That(Share(results.GetProperty("linear"), "raw"), Is.EqualTo(1), "the actions are easy to tell apart");
    }

    [TestCase("subjects", "--test", "2,9", "no clip is of subjects 9; there are 1, 2, 3, 4")]
    [TestCase("subjects", "--test", "1,2,3,4", "leaves no clip to train on")]
    [TestCase("subjects", "--test", "two", "'two' is no number")]
    [TestCase("subjects", "--seed", "1", "--split subjects --test 2,4,6")]
    [TestCase("views", "--test", "1", "--csv CameraColumn=NAME")]
    [TestCase("test-data", "--seed", "1", "--test-data")]
    [TestCase("nw-ucla-xview", "--seed", "1", "has subjects, views, setups, test-data, column:NAME")]
    public void Parts_that_cannot_be_made_are_refused_with_a_reason(string split, string option, string value, string reason)
        => TrainOn(_folder, Table("--split", split, option, value)).Refused(reason);

    [TestCase("S001C001P001R001A001", "none is for testing")]
    [TestCase("S001C001P003R001A001", "none is for training")]
    public void A_published_split_without_one_of_its_parts_is_refused_by_name(string clip, string reason)
    {
        var data = Directory.CreateDirectory(At(clip)).FullName;
        KinectRecordings.Write(Path.Combine(data, clip + ".skeleton"));
        TrainOn(_folder, "--format", "ntu", "--data", data, "--split", "ntu60-xsub")
            .Refused("NTU-60 cross-subject: of the clips that were read, " + reason);
    }

    [TestCase("column:Set=left")]
    [TestCase("column:Subject=1,3")]
    public void A_table_is_divided_by_any_column(string split)
    {
        var folder = At("column");
        var rows = HandRecordings.Of(subjects: 4)
            .Select(clip => $"{HandRecordings.NameOf(clip)},{(clip.Subject % 2 == 1 ? "left" : "right")}");
        File.WriteAllLines(At("sets.csv"), rows.Prepend("name,set"));
        string[] told = ["--split", split, "--labels-file", At("sets.csv"), "--set", "BatchSize=8"];
        var results = Results(folder, TrainOn(folder, Table(told)));
        Assert.That(results.GetProperty("split").GetString(), Is.EqualTo(split));
        Assert.That(Share(results.GetProperty("linear"), "raw"), Is.EqualTo(1), "the actions are easy to tell apart");
    }

    [TestCase("column:Subject=1,9", "no clip is of Subject 9; there are 1, 2, 3, 4")]
    [TestCase("column:Subject=1,2,3,4", "leaves no clip to test on")]
    [TestCase("column:Subject", "expected --test")]
    [TestCase("column:=1", "expected column:NAME=VALUES")]
    [TestCase("column:Color=red", "the clips tell no color; there are Label, Name, Subject")]
    [TestCase("persons", "does not divide --format csv; that has subjects, views, setups, test-data, column:NAME")]
    public void A_column_that_does_not_divide_is_refused_with_a_reason(string split, string reason)
        => TrainOn(_folder, Table("--split", split)).Refused(reason);

    [Test]
    public void Folders_are_classes_of_clips_with_two_coordinates()
    {
        var folder = At("planar");
        foreach (var clip in HandRecordings.Of(subjects: 4))
            HandRecordings.WriteFlatClip(At("flat"), clip);
        File.WriteAllText(At("hand.json"), HandRecordings.Layout);
        string[] data = ["--format", "csv", "--data", At("flat"), "--layout", At("hand.json"), "--csv", "Axes=x,y"];
        string[] told = ["--path-pattern", "{label}/{subject}_t{trial}.csv", "--split", "subjects", "--test", "anna,dora"];
        string[] how = ["--set", "BatchSize=8", "--centering", "EachFrame", "--length", "LastNonEmpty", "--turning", "None"];
        var run = TrainOn(folder, [.. data, .. told, .. how]);
        var results = Results(folder, run);
        Assert.That(run.Output, Does.Contain("PlanarStrong"));
        Assert.That(results.GetProperty("recipe").GetString(), Does.EndWith("planar views"));
        Assert.That(Share(results.GetProperty("linear"), "raw"), Is.EqualTo(1), "the actions are easy to tell apart");
        Assert.That(File.ReadAllText(Path.Combine(folder, "report.html")), Does.Contain("anna, dora for testing"));

        TrainOn(folder, [.. data, .. told, "--set", "StrongAugmentation=Strong"]).Refused("Shear needs three coordinates");
        TrainOn(folder, [.. data, .. told, "--turning", "FirstFrame"]).Refused("take None");
        TrainOn(folder, [.. data, "--path-pattern", "{label}/{subject", "--split", "subjects", "--test", "anna"]).Refused("no partner");
    }

    [TestCase("npy", "--layout", "NtuRgbd", "--labels-file and --actions")]
    [TestCase("npy", "--actions", "3", "--layout")]
    [TestCase("npy", "--units", "2", "--format bvh")]
    [TestCase("kinetics", "--names", "s(?<subject>[0-9])", "order of label_index")]
    [TestCase("coco", "--actions", "3", "(?<action>...)")]
    [TestCase("openpose", "--names", "(?<who>.)", "action, camera, replication, setup, subject")]
    [TestCase("csv", "--layout", "NtuRgbd", "--csv LabelColumn")]
    [TestCase("foo", "--actions", "3", "Must be one of")]
    public void Formats_that_lack_something_are_refused_with_a_reason(string format, string option, string value, string reason)
        => TrainOn(_folder, "--format", format, "--data", _folder, "--split", "subjects", "--test", "1", option, value).Refused(reason);

    [TestCase("--stream", "all", "--fine-tune", "take --stream joint")]
    [TestCase("--stream", "all", "--ceiling", "take --stream joint")]
    [TestCase("--ceiling-epochs", "9", null, "--ceiling, which is not given")]
    [TestCase("--ceiling-epochs", "0", "--ceiling", "1 to 100000")]
    [TestCase("--mirrored", "sit=stand", null, "--probes, which is not given")]
    [TestCase("--mirrored", "sit", "--probes", "not two actions")]
    [TestCase("--seeds", "0", null, "1 to 1000")]
    [TestCase("--labels", "2", null, "at most 1")]
    [TestCase("--precision", "TensorFloat32", null, "Full or BFloat16")]
    [TestCase("--precision", "Half", null, "Cannot parse argument 'Half'")]
    [TestCase("--set", "Temprature=1", null, "Temperature")]
    [TestCase("--set", "Temperature=0", null, "allowed")]
    [TestCase("--set", "Readout=Half", null, "Global or MultiScale")]
    [TestCase("--scale", "Arm", null, "Cannot parse argument 'Arm'")]
    [TestCase("--turning", "Upside", null, "Cannot parse argument 'Upside'")]
    [TestCase("--set", "StrongAugmentation=Stronger", null, "PaperTextStrong")]
    [TestCase("--set", "StrongAugmentation=Strong+Mask", null, "JointMask")]
    [TestCase("--set", "StrongAugmentation=JointMask(Probability=2)", null, "0 to 1")]
    [TestCase("--set", "StrongAugmentation=JointMask(Share=0.2)", null, "MaxJointShare")]
    public void Wrong_options_are_refused_with_a_reason(string option, string value, string? flag, string reason)
    {
        string[] flags = flag is null ? [] : [flag];
        Train(_folder, [option, value, .. flags]).Refused(reason);
    }

    /// <summary>A tiny network on made-up clips.</summary>
    private static ToolRun Train(string folder, params string[] options) => TrainOn(folder, [.. MadeUp, .. options]);

    /// <summary>A tiny network on recordings.</summary>
    private static ToolRun TrainOn(string folder, params string[] options) => Tool.Run(["evaluate", .. Small, "--out", folder, .. options]);

    /// <summary>A tiny network that was trained before, on made-up clips.</summary>
    private static ToolRun Judge(string folder, string encoder, params string[] options)
        => Tool.Run(["evaluate", .. MadeUp, "--set", "HiddenChannels=4", "--encoder", encoder, "--out", folder, .. options]);

    private string At(string name) => Path.Combine(_folder, name);

    private string[] Table(params string[] options)
    {
        HandRecordings.WriteTable(At("moves.csv"), HandRecordings.Of(subjects: 4));
        File.WriteAllText(At("hand.json"), HandRecordings.Layout);
        return [.. HandRecordings.TableOptions(At("moves.csv"), At("hand.json")), .. options];
    }

    private static JsonElement Results(string folder, ToolRun run)
    {
        run.Succeeded();
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "results.json")));
        return document.RootElement.Clone();
    }

    private static double Share(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
