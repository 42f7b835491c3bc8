using System.Text;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Tests;

/// <summary>Each bound, on both of its sides.</summary>
public class CheckpointFieldsTests
{
    private const int MaxEntries = 4096;
    private const int MaxText = 1 << 16;

    [Test]
    public void A_text_may_be_as_long_as_it_can_be_read()
    {
        var longest = new string('x', MaxText);
        Assert.That(ReadText(Written(writer => CheckpointFields.Write(writer, longest))), Is.EqualTo(longest));
        var told = Throws.InvalidOperationException.With.Message.EqualTo(
            $"'{longest[..40]}...' is too long for a checkpoint ({MaxText + 1} bytes; at most {MaxText}).");
        Assert.That(() => Written(writer => CheckpointFields.Write(writer, longest + "x")), told);
    }

    [Test]
    public void Texts_are_counted_in_bytes()
    {
        Assert.That(ReadText(Written(writer => CheckpointFields.Write(writer, "gehört"))), Is.EqualTo("gehört"));
        var longer = new string('ö', (MaxText / 2) + 1);
        Assert.That(() => Written(writer => CheckpointFields.Write(writer, longer)), Throws.InvalidOperationException);
    }

    [TestCase(-1, "a text is too long")]
    [TestCase(MaxText + 1, "a text is too long")]
    [TestCase(MaxText, "it ends early")]
    [TestCase(4, "it ends early")]
    public void A_text_that_says_another_length_is_damage(int length, string reason)
    {
        var content = Written(writer =>
        {
            writer.Write(length);
            writer.Write("abc"u8);
        });
        Assert.That(() => ReadText(content), Damage(reason));
    }

    [Test]
    public void An_empty_text_is_one() => Assert.That(ReadText(Written(writer => CheckpointFields.Write(writer, ""))), Is.Empty);

    [TestCase(0)]
    [TestCase(MaxEntries)]
    public void Counts_within_the_bound_are_read(int count)
        => Assert.That(Read(Written(writer => writer.Write(count)), reader => CheckpointFields.ReadCount(reader, "x")), Is.EqualTo(count));

    [TestCase(-1)]
    [TestCase(MaxEntries + 1)]
    public void Counts_beyond_it_are_damage(int count) => Assert.That(
        () => Read(Written(writer => writer.Write(count)), reader => CheckpointFields.ReadCount(reader, "tensors")),
        Damage("it has too many tensors"));

    [Test]
    public void A_position_of_nothing_is_one_and_each_number_is_kept()
    {
        var beginning = new TrainingPosition();
        Assert.That(beginning.IsPossible, Is.True);
        Assert.That(Position(beginning), Is.EqualTo(beginning));
        var position = new TrainingPosition
        {
            EpochsDone = 1, StepsInEpoch = 2, Steps = 3, LossSum = 4, ContrastSum = 5, QueuePointer = 6, BestEpoch = 7, BestAccuracy = 8,
            ProbesSinceBest = 9, Probe = 10,
        };
        Assert.That(Position(position), Is.EqualTo(position));

        static TrainingPosition Position(TrainingPosition written)
            => Read(Written(writer => CheckpointFields.Write(writer, written)), CheckpointFields.ReadPosition);
    }

    [Test]
    public void Entries_that_are_there_twice_are_damage()
    {
        var twice = Written(writer => CheckpointFields.Write(writer, new RunIdentity([new("a", "1"), new("b", "1"), new("a", "2")])));
        Assert.That(() => Read(twice, CheckpointFields.ReadIdentity), Damage("an entry is there twice"));
        RunIdentity once = new([new("a", "1"), new("b", "1")]);
        Assert.That(Read(Written(writer => CheckpointFields.Write(writer, once)), CheckpointFields.ReadIdentity).Settings,
            Is.EqualTo(once.Settings));
    }

    [Test]
    public void A_tensor_may_have_eight_dimensions_and_no_more()
    {
        var most = new CheckpointTensor([1, 1, 2, 1, 1, 1, 1, 1], [3, 4]);
        Assert.That(Tensor(Written(writer => CheckpointFields.Write(writer, most))).Shape, Is.EqualTo(most.Shape));
        var more = new CheckpointTensor([1, 1, 1, 1, 1, 1, 1, 1, 1], [3]);
        Assert.That(() => Tensor(Written(writer => CheckpointFields.Write(writer, more))), Damage("a tensor has 9 dimensions"));
        Assert.That(() => Tensor(Written(writer => writer.Write(-1))), Damage("a tensor has -1 dimensions"));
    }

    [Test]
    public void A_tensor_without_dimensions_is_one_number()
    {
        var read = Tensor(Written(writer => CheckpointFields.Write(writer, new CheckpointTensor([], [5]))));
        Assert.That((read.Shape.Length, read.Values), Is.EqualTo((0, new float[] { 5 })));
    }

    [TestCase(0, 2)]
    [TestCase(2, 0)]
    [TestCase(-1, -4)]
    [TestCase(2, 3)]
    [TestCase(5, 1)]
    [TestCase(1L << 33, 1L << 33)]
    [TestCase(long.MaxValue, 2)]
    public void A_tensor_that_would_be_larger_than_the_file_or_nothing_is_damage(long rows, long columns)
    {
        var content = Written(writer =>
        {
            writer.Write(2);
            writer.Write(rows);
            writer.Write(columns);
            writer.Write(new byte[4 * sizeof(float)]);
        });
        Assert.That(() => Tensor(content), Damage("a tensor is larger than the file"));
    }

    [Test]
    public void A_tensor_that_fills_the_file_is_read_and_one_that_reaches_into_the_checksum_is_not()
    {
        var content = Written(writer => CheckpointFields.Write(writer, new CheckpointTensor([100], new float[100])));
        Assert.That(Tensor(content).Values, Has.Length.EqualTo(100));
        byte[] withChecksum = [.. content, .. new byte[32]];
        Assert.That(Read(withChecksum, reader => CheckpointFields.ReadTensor(reader, content.Length)).Values, Has.Length.EqualTo(100));
        var shorter = content.Length - 1;
        var larger = Damage("a tensor is larger than the file");
        Assert.That(() => Read(content, reader => CheckpointFields.ReadTensor(reader, shorter)), larger);
        Assert.That(() => Tensor(Written(writer => writer.Write(0))), Damage("a tensor is larger than the file"), "not even one number");
    }

    private static CheckpointTensor Tensor(byte[] content) => Read(content, reader => CheckpointFields.ReadTensor(reader, content.Length));

    private static string ReadText(byte[] content) => Read(content, CheckpointFields.ReadText);

    private static NUnit.Framework.Constraints.Constraint Damage(string reason)
        => Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(reason);

    private static byte[] Written(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static T Read<T>(byte[] content, Func<BinaryReader, T> read)
    {
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        return read(reader);
    }
}
