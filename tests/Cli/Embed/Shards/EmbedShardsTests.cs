using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

[Platform(Exclude = "Win", Reason = "Signals.")]
public class EmbedShardsTests
{
    private const int Recordings = 240;
    private TemporaryFolder _folder = null!;
    private ShardedFolder _single = null!;
    private string _recordings = "";

    [OneTimeSetUp]
    public void Record()
    {
        _folder = new TemporaryFolder();
        _recordings = _folder.File("recordings");
        ShardedFolder.Record(_recordings, Recordings, frames: 6);
        _single = Into("single");
        var run = _single.Run().Succeeded();
        Assert.That(run.Output, Does.Contain("1 shards written and 0 found, 240 clips, 32 values each"));
        Assert.That(run.Output, Does.Contain("1 of 1 shards are there"));
    }

    [OneTimeTearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void Four_shards_of_which_two_were_killed_are_the_same_rows_as_a_single_pass()
    {
        var shards = Into("four");
        foreach (var killed in new[] { "0/4", "2/4" })
            Assert.That(shards.Interrupt("-KILL", "--shard", killed), Is.EqualTo(137).Or.EqualTo(0), "0: faster than the signal");
        string[] all = ["0/4", "1/4", "2/4", "3/4"];
        foreach (var shard in all)
            shards.Run("--shard", shard).Succeeded();

        var rows = ShardedFolder.Rows(shards.Output);
        Assert.That(rows, Has.Length.EqualTo(Recordings));
        Assert.That(rows.Select(row => row.Name), Is.Unique);
        Assert.That(rows, Is.EqualTo(ShardedFolder.Rows(_single.Output)));
        Assert.That(Directory.GetFiles(shards.Output, "*.tmp"), Is.Empty, "what the killed ones left");
        Assert.That(Path.GetFileName(shards.Parts[1]), Does.Match(@"^part-00001-of-00004\.[0-9a-f]{12}\.parquet$"));

        var before = shards.Parts.Select(File.GetLastWriteTimeUtc).ToList();
        var again = shards.Run("--shard", "1/4").Succeeded();
        Assert.That(again.Output, Does.Contain("0 shards written and 1 found").And.Contain("4 of 4 shards are there"));
        Assert.That(shards.Parts.Select(File.GetLastWriteTimeUtc), Is.EqualTo(before), "what is there is done");
    }

    [Test]
    public void Heads_learn_from_the_folder_what_they_learn_from_embeddings_in_memory()
    {
        var ml = new MLContext(seed: 1);
        var read = ml.Data.LoadFromSkeletonEmbeddings(_single.Output);
        using var encoder = ml.Transforms.Skeleton.LoadEncoder(TinyModel.File);
        var clips = ml.Data.LoadFromSkeletonFiles(_recordings, SkeletonFormat.NtuRgbd);
        var prepare = new SkeletonPreparationEstimator.Options { Frames = 16 };
        var embedded = ml.Data.Cache(encoder.Transform(ml.Transforms.Skeleton.Prepare(prepare).Fit(clips).Transform(clips)));

        Assert.That(read.Schema["Label"].Type, Is.EqualTo(embedded.Schema["Label"].Type));
        Assert.That(read.GetColumn<uint>("Label"), Is.EqualTo(embedded.GetColumn<uint>("Label")));
        Assert.That(read.GetColumn<uint>("Subject"), Is.EqualTo(embedded.GetColumn<uint>("Subject")));
        Assert.That(read.GetColumn<float[]>("Features"), Is.EqualTo(embedded.GetColumn<float[]>("Features")));
        Assert.That(Slots(read), Is.EqualTo(Slots(embedded)).And.Not.Empty);
        var ridge = ml.MulticlassClassification.Trainers.Ridge();
        var scores = ridge.Fit(read).Transform(embedded).GetColumn<float[]>("Score");
        Assert.That(scores, Is.EqualTo(ridge.Fit(embedded).Transform(embedded).GetColumn<float[]>("Score")));
    }

    [Test]
    public void Termination_asks_to_come_again_and_the_next_run_goes_on()
    {
        var shards = Into("terminated");
        Assert.That(shards.Interrupt("-TERM", "--shards", "1"), Is.EqualTo(75).Or.EqualTo(0), "0 where it was faster than the signal");
        shards.Run("--shards", "1").Succeeded();
        Assert.That(ShardedFolder.Rows(shards.Output), Has.Length.EqualTo(Recordings));
    }

    [Test]
    public void Rejected_recordings_are_listed_with_their_reasons_and_may_end_the_work()
    {
        var recordings = _folder.File("some-bad");
        ShardedFolder.Record(recordings, 8, frames: 4);
        File.WriteAllText(Path.Combine(recordings, ShardedFolder.NameOf(5) + ".skeleton"), "2\n1\nnobody, or so\n");
        var shards = new ShardedFolder(recordings, _folder.File("rejected"));
        var run = shards.Run("--shards", "2").Succeeded();
        Assert.That(run.Output, Does.Contain("7 clips").And.Contain("1 recordings were rejected; _rejected-*.csv has the reasons"));
        var list = Directory.GetFiles(shards.Output, "_rejected-*").Single();
        Assert.That(Path.GetFileName(list), Does.StartWith("_rejected-00001-of-00002."));
        var lines = File.ReadAllLines(list);
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[0], Is.EqualTo("file,line,reason"));
        Assert.That(lines[1], Does.Contain(ShardedFolder.NameOf(5)).And.Contain(",3,"));

        var strict = new ShardedFolder(recordings, _folder.File("strict"));
        strict.Run("--on-bad-file", "throw").RefusedInOneLine(ShardedFolder.NameOf(5));
        Assert.That(strict.Parts, Is.Empty);
    }

    [TestCase("another preparation", "--scale", "TrunkLength")]
    [TestCase("another number of shards", "--shards", "2")]
    [TestCase("another options", "--body-order", "File")]
    public void A_folder_that_was_begun_with_other_arguments_is_refused(string reason, params string[] arguments)
    {
        var run = _single.Run(arguments);
        Assert.That(run.ExitCode, Is.EqualTo(2), run.Output + run.Errors);
        Assert.That(run.Errors, Does.Contain(reason));
    }

    [Test]
    public void Recordings_that_came_later_are_refused()
    {
        var recordings = _folder.File("growing");
        ShardedFolder.Record(recordings, 4, frames: 4);
        var shards = new ShardedFolder(recordings, _folder.File("grown"));
        shards.Run("--shard", "0/2").Succeeded();
        ShardedFolder.Record(recordings, 5, frames: 4);
        var run = shards.Run("--shard", "1/2");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Errors, Does.Contain("another number of recordings (4; now 5)"));
    }

    [Test]
    public void A_folder_tells_what_it_was_made_of()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(_single.Output, "_manifest.json")));
        Assert.That(manifest.RootElement.GetProperty("recordings").GetInt32(), Is.EqualTo(Recordings));
        Assert.That(manifest.RootElement.GetProperty("shards").GetInt32(), Is.EqualTo(1));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(TinyModel.File)));
        Assert.That(manifest.RootElement.GetProperty("encoder").GetString(), Is.EqualTo(hash));
        Assert.That(_single.Parts.Single(), Does.Contain(hash[..12]));
    }

    [Test]
    public void Made_up_recordings_are_divided_too()
    {
        var output = _folder.File("synthetic") + "/";
        string[] arguments = ["embed", "--format", "synthetic", "--encoder", TinyModel.File, "--out", output, "--shards", "3"];
        Tool.Run([.. arguments, "--shard", "1/3"]).Succeeded();
        Tool.Run([.. arguments, "--shard", "0/2"]).Succeeded();
        var names = ShardedFolder.Rows(output).Select(row => row.Name).ToList();
        Assert.That(names, Is.Unique.And.Count.EqualTo(960));
    }

    [TestCase("--out z.idv --shards 2", "are for --out with a folder")]
    [TestCase("--out z --shards 0", "expected 1 to 100000")]
    [TestCase("--out z --shard 4/4", "expected I/N")]
    [TestCase("--out z.txt", "expected a name that ends with .idv or .csv")]
    [TestCase("--out z.parquet", "or a folder for Parquet files")]
    [TestCase("--out z --shard-count 4", "'--shard-count'")]
    public void Wrong_arguments_end_with_two(string arguments, string reason)
    {
        string[] words = ["embed", "--format", "ntu", "--data", _recordings, "--encoder", TinyModel.File];
        var run = Tool.Run([.. words, .. arguments.Split(' ').Select(word => word.StartsWith('z') ? _folder.File(word) : word)]);
        Assert.That(run.ExitCode, Is.EqualTo(2), run.Output + run.Errors);
        Assert.That(run.Errors, Does.Contain(reason));
        Assert.That(Directory.GetFileSystemEntries(_folder.Path, "z*"), Is.Empty);
    }

    // All that words alone tell is told before an encoder or a recording is opened: neither is there.
    [TestCase("--format ntu --longest-interpolated-gap 3", "expected 1 or more frames")]
    [TestCase("--format ntu --labels-file nowhere.csv", "nowhere.csv: there is no such file")]
    [TestCase("--format csv --csv Nothing=1", "there is no 'Nothing'")]
    [TestCase("--format npy", "needs --layout")]
    [TestCase("--format openpose --turning EachFrame", "--turning EachFrame")]
    [TestCase("--format openpose --names ( --actions 3", "--names")]
    [TestCase("--format openpose --actions 0", "expected 1 to 10000")]
    public void Words_that_do_not_go_together_end_with_two_as_well(string arguments, string reason)
    {
        var nowhere = _folder.File("nowhere");
        foreach (var output in new[] { "z", "z.idv" })
        {
            string[] words = ["embed", "--data", nowhere, "--encoder", nowhere + ".onnx", "--out", _folder.File(output)];
            var run = Tool.Run([.. words, .. arguments.Split(' ')]);
            Assert.That(run.ExitCode, Is.EqualTo(2), run.Output + run.Errors);
            Assert.That(run.Errors, Does.Contain(reason).And.Not.Contain("   at "));
        }
    }

    private ShardedFolder Into(string name) => new(_recordings, _folder.File(name));

    private static string[] Slots(IDataView view)
    {
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        view.Schema["Features"].GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
