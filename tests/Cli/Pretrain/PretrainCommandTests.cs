using System.Diagnostics;
using System.Security.Cryptography;

namespace MsMclr.MLNet.Tests;

public class PretrainCommandTests
{
    private static readonly string[] Small =
        ["--frames", "12", "--set", "HiddenChannels=4", "--set", "FeatureSize=16", "--set", "BatchSize=16", "--set", "QueueSize=16"];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void An_encoder_comes_of_recordings_alone_and_a_run_goes_on()
    {
        var whole = Pretrain("whole", "--epochs", "2").Succeeded();
        Assert.That(whole.Output, Does.Contain("epoch 1/2  loss ").And.Contain("encoder.onnx is the encoder"));
        var encoder = Hash("whole");
        var again = Pretrain("whole", "--epochs", "2", "--resume").Succeeded();
        Assert.That(again.Output, Does.Not.Contain("epoch 1/2"), "its checkpoint is the last one");
        Assert.That(Hash("whole"), Is.EqualTo(encoder));
        string[] recordings = ["--format", "synthetic", "--split", "unseen-subjects"];
        Tool.Run(["evaluate", .. recordings, "--encoder", Encoder("whole"), "--out", _folder.File("judged")]).Succeeded();
    }

    [Test]
    public void The_training_part_of_a_split_is_trained_on()
    {
        Pretrain("all", "--epochs", "1").Succeeded();
        Pretrain("part", "--epochs", "1", "--split", "unseen-subjects").Succeeded();
        Assert.That(Hash("part"), Is.Not.EqualTo(Hash("all")));
    }

    [Test]
    public void Processes_that_mpirun_starts_end_with_the_bits_of_one()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "mpirun"))))
            Assert.Ignore("There is no mpirun here: apt-get install openmpi-bin libopenmpi3.");
        Pretrain("alone", "--epochs", "1").Succeeded();
        string[] launcher = ["-n", "2", "--oversubscribe", "--bind-to", "none", "dotnet", Tool.Program];
        using var job = Process.Start(Mpirun([.. launcher, .. Words("ranks")]))!;
        var errors = job.StandardError.ReadToEndAsync();
        var output = job.StandardOutput.ReadToEnd();
        job.WaitForExit();
        Assert.That(job.ExitCode, Is.Zero, output + errors.Result);
        Assert.That(output, Does.Contain("2 ranks, epoch 1/1"));
        Assert.That(Hash("ranks"), Is.EqualTo(Hash("alone")));
    }

    [Test]
    public void What_cannot_be_done_is_refused_in_a_sentence()
    {
        Pretrain("x", "--stream", "all").RefusedInOneLine("take joint, bone, motion or stacked");
        Pretrain("x", "--set", "Temprature=1").RefusedInOneLine("Temprature");
        Assert.That(Directory.Exists(_folder.File("x")), Is.False);
    }

    private static ProcessStartInfo Mpirun(params string[] arguments) => new("mpirun", arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["OMP_NUM_THREADS"] = "1",
            ["TERM"] = "dumb",
            ["OMPI_ALLOW_RUN_AS_ROOT"] = "1", // A container's tests run as root.
            ["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1",
        },
    };

    private ToolRun Pretrain(string folder, params string[] more) => Tool.Run([.. Words(folder, more)]);

    private string[] Words(string folder, params string[] more)
        => ["pretrain", "--format", "synthetic", "--out", _folder.File(folder), .. Small, .. more.Length == 0 ? ["--epochs", "1"] : more];

    private string Encoder(string folder) => _folder.File($"{folder}/encoder.onnx");

    private string Hash(string folder) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Encoder(folder))));
}
