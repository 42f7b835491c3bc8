using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class RecognizeCommandTests
{
    private const string Easy = "BeginThreshold=0.3";
    private TemporaryFolder _folder = null!;
    private UntrimmedRecording _made = null!;

    private string Out => _folder.File("intervals.csv");

    private string Data => _folder.File("data");

    [OneTimeSetUp]
    public void Record()
    {
        _folder = new TemporaryFolder();
        _made = SyntheticSkeletons.MakeUntrimmed(new SyntheticSkeletons.UntrimmedOptions { Recordings = 1, ActionsEach = 3 }).Single();
        _folder.Write("data/0001-M.txt", PkuMmdText.Of(_made.Recording));
    }

    [OneTimeTearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void Made_up_recordings_are_recognized_and_judged()
    {
        var report = _folder.File("report.html");
        var run = Recognize("--recordings", "2", "--set", Easy, "--set", "EndThreshold=0.2", "--report", report).Succeeded();
        Assert.That(run.Output, Does.Match(@"intervals\.csv: \d+ actions in 2 recordings of \d\.\d minutes, in \d+\.\d s\."));
        Assert.That(run.Output, Does.Contain("overlap above").And.Contain("mAP by action").And.Contain("0.5"));
        var found = ActionIntervalFile.Read(Out);
        Assert.That(found, Is.Not.Empty);
        Assert.That(found.Select(interval => interval.Action).Distinct(), Is.SubsetOf(SyntheticSkeletons.Actions));
        var page = File.ReadAllText(report);
        Assert.That(page, Does.Contain("16 are there").And.Contain("There</span>").And.Contain("msmclr recognize --recordings 2"));
        Assert.That(page, Does.Not.Contain(_folder.Path));
    }

    [Test]
    public void A_file_gives_what_a_program_gives()
    {
        Recognize("--data", Data, "--format", "pku-mmd", "--set", Easy, "--set", "EndThreshold=0.2").Succeeded();
        using var recognizer = ActionRecognizer.Load(TinyModel.File, new() { BeginThreshold = 0.3f, EndThreshold = 0.2f });
        var expected = recognizer.FindIntervals(_made.Recording with { Name = "0001-M" });
        Assert.That(ActionIntervalFile.Read(Out), Is.EqualTo(IntervalEvaluation.AcrossPeople(expected)));
    }

    [Test]
    public void What_is_found_is_judged_by_a_table()
    {
        var truth = _folder.File("truth.csv");
        ActionIntervalFile.Write(truth, _made.Intervals.Select(interval => interval with { Recording = "0001-M" }));
        var run = Recognize("--data", Data, "--format", "pku-mmd", "--truth", truth).Succeeded();
        Assert.That(run.Output, Does.Contain("mAP by recording"));
        ActionIntervalFile.Write(truth, _made.Intervals);
        Recognize("--data", Data, "--format", "pku-mmd", "--truth", truth)
            .RefusedInOneLine("No true interval is about a recording that was read: '0001-M'");
    }

    [Test]
    public void Labels_of_PKU_MMD_are_read_and_have_to_be_the_models()
    {
        _folder.Write("labels/0001-M.txt", "2,10,60,1\n");
        var run = Recognize("--data", Data, "--format", "pku-mmd", "--intervals", _folder.File("labels"));
        run.RefusedInOneLine("The model knows none of the true actions, such as 'brushing hair'.");
    }

    [Test]
    public void What_is_asked_for_wrongly_is_said_in_a_sentence()
    {
        Recognize("--set", "Windw=3").RefusedInOneLine("there is no 'Windw'; there are FrameRate, WindowSeconds,");
        Recognize("--set", "Smoothing=1").Refused("ActionRecognizer.Options.Smoothing is 1; allowed: 0 to below 1");
        Tool.Run("recognize", "--out", "x.txt").RefusedInOneLine("--out x.txt: a .csv is expected");
    }

    [Test]
    [Explicit("Minutes. Prints the figures of docs/live.md: dotnet test -c Release tests/Cli --filter Name~Figures_of_made_up_recordings.")]
    public void Figures_of_made_up_recordings()
    {
        var model = _folder.File("figures.zip");
        var ml = new MLContext(1);
        var people = new SyntheticSkeletons.Options { Split = SkeletonProtocol.LeaveSubjectsOut(11, 12, 13, 14, 15, 16).Train };
        var train = ml.Data.LoadSyntheticSkeletons(people);
        var convolutions = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip")
            .Append(ml.Transforms.Skeleton.RandomConvolutions("Features", "Skeleton"))
            .Fit(train);
        var head = ml.MulticlassClassification.Trainers.Ridge()
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(ml.Data.Cache(convolutions.Transform(train), "Features", "Label"));
        SkeletonModel.Save(ml, new TransformerChain<ITransformer>([.. convolutions, head]), train.Schema, model);
        string[][] tried =
        [
            [],
            ["--set", "Companions=1"],
            ["--set", "BeginThreshold=0.3", "--set", "EndThreshold=0.2"],
            ["--set", "Companions=1", "--set", "BeginThreshold=0.3", "--set", "EndThreshold=0.2"],
        ];
        foreach (var options in tried)
        {
            var run = Tool.Run(["recognize", "--model", model, "--out", Out, .. options]).Succeeded();
            TestContext.Out.WriteLine($"{string.Join(' ', options)}\n{run.Output}");
        }
    }

    private ToolRun Recognize(params string[] arguments)
        => Tool.Run(["recognize", .. arguments, "--model", TinyModel.File, "--out", Out]);
}
