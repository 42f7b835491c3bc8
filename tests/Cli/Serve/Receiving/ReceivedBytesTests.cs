using CsCheck;
using MsMclr.MLNet.Cli.Serve.Receiving;

namespace MsMclr.MLNet.Tests;

public class ReceivedBytesTests
{
    [Test]
    public void What_arrived_is_read_in_its_order_whatever_the_pieces() => Gen.Int[0, 70_000].Array[0, 8].Sample(lengths =>
    {
        using var received = new ReceivedBytes(new BodyMemory(long.MaxValue, long.MaxValue).Share(null));
        var random = new Random(lengths.Sum());
        var sent = new List<byte>();
        foreach (var length in lengths)
        {
            var part = new byte[length];
            random.NextBytes(part);
            sent.AddRange(part);
            received.Append(part);
        }

        using var stream = new ReceivedStream(received);
        using var copy = new MemoryStream();
        stream.CopyTo(copy, 1 + random.Next(100_000));
        return stream.Length == sent.Count && copy.ToArray().AsSpan().SequenceEqual(sent.ToArray());
    }, iter: 200);

    [Test]
    public void Memory_is_taken_as_bytes_arrive()
    {
        var memory = new BodyMemory(long.MaxValue, long.MaxValue);
        var received = new ReceivedBytes(memory.Share(null));
        Assert.That(memory.Taken, Is.Zero);
        received.Append(new byte[1]);
        Assert.That(memory.Taken, Is.EqualTo(2 * ReceivedBytes.PieceSize));
        received.Append(new byte[ReceivedBytes.PieceSize]);
        Assert.That(memory.Taken, Is.EqualTo(4 * ReceivedBytes.PieceSize));
        received.Dispose();
        received.Dispose();
        Assert.That(memory.Taken, Is.Zero);
    }
}
