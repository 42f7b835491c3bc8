using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.ML;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;
using TorchSharp;

namespace MsMclr.MLNet.Tests;

/// <summary>What ranks train is to the bit what one process trains: weights, buffers, queue and the optimizer's memory.</summary>
public partial class RanksTests
{
    private const int Clips = 70;
    private static readonly ClipShape OneBody = PreparedClips.Shape with { Bodies = 1 };

    /// <summary>Small, but with every kind of block: at 64 channels convolutions go through frequencies.</summary>
    private static readonly MsMclrRecipe Default = new()
    {
        HiddenChannels = 8,
        FeatureSize = 64,
        ProjectionSize = 8,
        BatchSize = 32,
        MiningAfter = 1,
        Readout = SkeletonReadout.Global,
        Whitening = EmbeddingWhitening.None,
    };

    private static readonly MsMclrRecipe Paper = MsMclrRecipe.Paper with
    {
        HiddenChannels = 8,
        FeatureSize = 64,
        ProjectionSize = 8,
        BatchSize = 64,
        QueueSize = 80,
        LearningRate = 0.01,
        MiningAfter = 1,
    };

    private static readonly MLContext Context = new(1);

    public static IEnumerable<TestCaseData> Runs()
    {
        yield return Case("one body", Default, bodies: 1, bf16: false);
        yield return Case("uneven bodies, dropout", Default with { Dropout = 0.3 }, bodies: 2, bf16: false);
        yield return Case("the paper's, two bodies", Paper, bodies: 2, bf16: false);
        yield return Case("16 channels, one body", Default with { HiddenChannels = 16, FeatureSize = 256, BatchSize = 16 }, 1, bf16: false);
        yield return Case("two layers, 16 bits, width that is padded", Default with
        {
            ProjectionHead = ProjectionHead.TwoLayers,
            FeatureSize = 60,
            BatchSize = 16,
        }, bodies: 2, bf16: true);
    }

    [TestCaseSource(nameof(Runs))]
    public void They_end_with_the_bits_of_one_process(MsMclrRecipe recipe, int bodies, TrainingPrecision precision)
    {
        var whole = Hash(1, recipe, bodies, precision, epochs: 2);
        foreach (var size in new[] { 2, 4, 8 })
            Assert.That(Hash(size, recipe, bodies, precision, epochs: 2), Is.EqualTo(whole), $"{size} ranks");
    }

    [TestCaseSource(nameof(Runs))]
    public void The_number_of_threads_changes_no_bit(MsMclrRecipe recipe, int bodies, TrainingPrecision precision)
    {
        var alone = Hash(1, recipe, bodies, precision, epochs: 2);
        var threads = torch.get_num_threads();
        torch.set_num_threads(3);
        try
        {
            Assert.That(Hash(1, recipe, bodies, precision, epochs: 2), Is.EqualTo(alone));
        }
        finally
        {
            torch.set_num_threads(threads);
        }
    }

    [Test]
    public void A_run_goes_on_with_any_number_of_ranks()
    {
        var recipe = Default with { Dropout = 0.1 };
        using var folder = new TemporaryFolder();
        var whole = Hash(1, recipe, 2, TrainingPrecision.Full, epochs: 3);
        var view = View(2);
        using (var canceled = new CancellationTokenSource())
        {
            var options = Options(recipe, epochs: 3);
            options.CheckpointDirectory = folder.Path;
            options.CancellationToken = canceled.Token;
            options.Progress = new Reports<MsMclrProgress>(progress =>
            {
                if (progress.Epoch == 2)
                    canceled.Cancel();
            });
            Assert.That(() => Fit(4, view, options), Throws.InstanceOf<OperationCanceledException>());
        }

        var more = Options(recipe, epochs: 3);
        more.CheckpointDirectory = folder.Path;
        var left = 2;
        using var again = new CancellationTokenSource();
        more.CancellationToken = again.Token;
        more.Progress = new Reports<MsMclrProgress>(_ =>
        {
            if (--left == 0)
                again.Cancel();
        });
        Assert.That(() => Fit(1, view, more), Throws.InstanceOf<OperationCanceledException>());
        more.CancellationToken = default;
        more.Progress = null;
        Fit(2, view, more);
        Assert.That(HashOf(folder), Is.EqualTo(whole));
    }

    private static TestCaseData Case(string name, MsMclrRecipe recipe, int bodies, bool bf16)
        => new TestCaseData(recipe, bodies, bf16 ? TrainingPrecision.BFloat16 : TrainingPrecision.Full).SetArgDisplayNames(name);

    private static MsMclrTrainer.Options Options(MsMclrRecipe recipe, int epochs) => new()
    {
        Epochs = epochs,
        Recipe = recipe,
        Layout = SkeletonLayout.NtuRgbd,
        Seed = 5,
    };

    private static IDataView View(int bodies)
    {
        if (bodies == 1)
            return PreparedClips.View(Context, Clips, shape: OneBody);
        // The second body is there in some of the clips.
        var rows = Enumerable.Range(0, Clips).Select(i => new PreparedClips.Row
        {
            Skeleton = PreparedClips.Clip(i, PreparedClips.Shape, secondBody: i % 3 == 0),
        });
        return Context.Data.LoadFromEnumerable(rows, PreparedClips.Definition());
    }

    // Of the last checkpoint, which is written when all epochs are done.
    private static string Hash(int size, MsMclrRecipe recipe, int bodies, TrainingPrecision precision, int epochs)
    {
        using var folder = new TemporaryFolder();
        var options = Options(recipe, epochs);
        options.Precision = precision;
        options.CheckpointDirectory = folder.Path;
        Fit(size, View(bodies), options);
        return HashOf(folder);
    }

    private static string HashOf(TemporaryFolder folder)
    {
        var last = CheckpointFile.Read(folder.File(CheckpointedRuns.Checkpoints(folder)[^1]));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, tensor) in last.Tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal))
            hash.AppendData(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
        return $"{last.Position.Steps} steps, {last.Position.LossSum} {Convert.ToHexString(hash.GetHashAndReset())}";
    }

    // All ranks end with the same encoder.
    private static void Fit(int size, IDataView view, MsMclrTrainer.Options options)
    {
        var weights = ThreadRanks.Run(size, rank =>
        {
            var own = options.With(rank);
            return CheckpointedRuns.Fit(view, own, new MLContext(rank.Rank));
        });
        Assert.That(weights, Has.All.EqualTo(weights[0]));
    }
}
