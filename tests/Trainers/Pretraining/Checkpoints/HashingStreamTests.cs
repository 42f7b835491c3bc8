using System.Security.Cryptography;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Tests;

public class HashingStreamTests
{
    [Test]
    public void What_is_written_is_passed_on_and_hashed()
    {
        using var inner = new MemoryStream();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var stream = new HashingStream(inner, hash))
        {
            stream.Write("abc"u8);
            stream.Write([0, 1, 2, 3], 1, 2);
            stream.Flush();
        }

        Assert.That(inner.ToArray(), Is.EqualTo(new byte[] { (byte)'a', (byte)'b', (byte)'c', 1, 2 }));
        Assert.That(hash.GetHashAndReset(), Is.EqualTo(SHA256.HashData(inner.ToArray())));
    }

    [Test]
    public void It_is_flushed_through()
    {
        using var file = new TemporaryFolder();
        using var inner = new FileStream(file.File("f"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, 1 << 16);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = new HashingStream(inner, hash);
        stream.Write("abc"u8);
        stream.Flush();
        Assert.That(new FileInfo(file.File("f")).Length, Is.EqualTo(3));
    }

    [Test]
    public void It_is_for_writing_alone()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = new HashingStream(new MemoryStream(), hash);
        Assert.That((stream.CanRead, stream.CanSeek, stream.CanWrite), Is.EqualTo((false, false, true)));
        Assert.That(() => stream.Length, Throws.TypeOf<NotSupportedException>());
        Assert.That(() => stream.Position, Throws.TypeOf<NotSupportedException>());
        Assert.That(() => stream.Position = 1, Throws.TypeOf<NotSupportedException>());
        Assert.That(() => stream.Read([], 0, 0), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => stream.Seek(0, SeekOrigin.Begin), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => stream.SetLength(0), Throws.TypeOf<NotSupportedException>());
    }
}
