using CsCheck;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Tests;

public class CheckpointFileTests
{
    private static readonly Checkpoint Sample = new(new([new("Seed", "7"), new("Recipe.Dropout", "0.1")]), 7,
        new()
        {
            EpochsDone = 2,
            StepsInEpoch = 3,
            Steps = 13,
            LossSum = 1.5f,
            ContrastSum = 0.5f,
            QueuePointer = 4,
            BestEpoch = 1,
            BestAccuracy = 0.75,
            ProbesSinceBest = 1,
        },
        new Dictionary<string, CheckpointTensor> { ["a"] = new([2, 3], [1, 2, 3, 4, 5, -0f]), ["b"] = new([], [9]) });

    [Test]
    public void What_is_read_is_what_was_written()
    {
        using var folder = new TemporaryFolder();
        CheckpointFile.Write(folder.File("c"), Sample);
        var read = CheckpointFile.Read(folder.File("c"));
        Assert.That((read.Seed, read.Position), Is.EqualTo((Sample.Seed, Sample.Position)));
        Assert.That(read.Identity.Settings, Is.EqualTo(Sample.Identity.Settings));
        Assert.That(read.Tensors.Keys, Is.EqualTo(Sample.Tensors.Keys));
        foreach (var (name, tensor) in Sample.Tensors)
        {
            Assert.That(read.Tensors[name].Shape, Is.EqualTo(tensor.Shape));
            Assert.That(Bits(read.Tensors[name]), Is.EqualTo(Bits(tensor)));
        }
    }

    [Test]
    public void A_file_with_any_bit_changed_or_cut_anywhere_is_damaged()
    {
        using var folder = new TemporaryFolder();
        CheckpointFile.Write(folder.File("c"), Sample);
        var whole = File.ReadAllBytes(folder.File("c"));
        for (var at = 0; at < whole.Length; at++)
        {
            var changed = (byte[])whole.Clone();
            changed[at] ^= (byte)(1 << (at % 8));
            AssertDamaged(changed);
            AssertDamaged(whole[..at]);
        }

        AssertDamaged([.. whole, 0]);

        void AssertDamaged(byte[] content)
        {
            File.WriteAllBytes(folder.File("d"), content);
            Assert.That(() => CheckpointFile.Read(folder.File("d")), Throws.InstanceOf<InvalidDataException>());
        }
    }

    [Test]
    public void A_forged_file_neither_allocates_what_it_says_nor_fails_in_another_way()
    {
        using var folder = new TemporaryFolder();
        CheckpointFile.Write(folder.File("c"), Sample);
        var body = File.ReadAllBytes(folder.File("c"))[..^32];
        Gen.Select(Gen.Int[8, body.Length - 1], Gen.Int[1, 8], Gen.Byte).Sample((at, run, value) =>
        {
            var forged = (byte[])body.Clone();
            forged.AsSpan(at, Math.Min(run, forged.Length - at)).Fill(value);
            File.WriteAllBytes(folder.File("f"), [.. forged, .. System.Security.Cryptography.SHA256.HashData(forged)]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                CheckpointFile.Read(folder.File("f"));
            }
            catch (Exception error) when (error is InvalidDataException or EndOfStreamException or InvalidOperationException)
            {
            }

            return GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20;
        }, iter: 500, threads: 1);
    }

    [Test]
    public void A_file_of_another_version_is_refused_with_both_versions()
    {
        using var folder = new TemporaryFolder();
        CheckpointFile.Write(folder.File("c"), Sample);
        var body = File.ReadAllBytes(folder.File("c"))[..^32];
        body[8] = 9;
        File.WriteAllBytes(folder.File("c"), [.. body, .. System.Security.Cryptography.SHA256.HashData(body)]);
        var refused = Throws.InvalidOperationException.With.Message.Contains("version 9").And.Message.Contains("version 4");
        Assert.That(() => CheckpointFile.Read(folder.File("c")), refused);
    }

    [Test]
    public void A_position_below_0_is_damage()
    {
        using var folder = new TemporaryFolder();
        TrainingPosition[] impossible =
        [
            Sample.Position with { EpochsDone = -1 },
            Sample.Position with { StepsInEpoch = -1 },
            Sample.Position with { Steps = -1 },
            Sample.Position with { QueuePointer = -1 },
            Sample.Position with { BestEpoch = -1 },
            Sample.Position with { ProbesSinceBest = -1 },
        ];
        foreach (var position in impossible)
        {
            CheckpointFile.Write(folder.File("c"), Sample with { Position = position });
            Assert.That(() => CheckpointFile.Read(folder.File("c")), Throws.InstanceOf<InvalidDataException>(), $"{position}");
        }
    }

    [Test]
    public void A_file_with_an_entry_twice_is_damaged()
    {
        using var folder = new TemporaryFolder();
        CheckpointFile.Write(folder.File("c"), Sample with { Identity = new([new("Seed", "7"), new("Seed", "8")]) });
        var damaged = Throws.InstanceOf<InvalidDataException>().With.Message.Contains("twice");
        Assert.That(() => CheckpointFile.Read(folder.File("c")), damaged);
    }

    private static IEnumerable<int> Bits(CheckpointTensor tensor) => tensor.Values.Select(BitConverter.SingleToInt32Bits);
}
