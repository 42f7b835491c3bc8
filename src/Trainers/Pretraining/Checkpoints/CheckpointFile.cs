using System.Security.Cryptography;
using System.Text;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>
/// Checkpoints as files: magic, version, identity, position, tensors (little-endian), and the SHA-256 of all that. Numbers and text only;
/// nothing is allocated because a file says so before its length and checksum agree.
/// </summary>
internal static class CheckpointFile
{
    // 4: sums over a batch are added as a tree.
    private const int Version = 4;

    private static ReadOnlySpan<byte> Magic => "MsMclrCk"u8;

    /// <summary>Writes beside the destination, flushes to the disk, and renames.</summary>
    public static void Write(string path, Checkpoint checkpoint) => FileReplacement.Write(path, stream => Write(stream, checkpoint));

    /// <summary>Writes what the file holds.</summary>
    public static void Write(Stream stream, Checkpoint checkpoint)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var hashed = new HashingStream(stream, hash);
        using var writer = new BinaryWriter(hashed, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Version);
        CheckpointFields.Write(writer, checkpoint.Identity);
        writer.Write(checkpoint.Seed);
        CheckpointFields.Write(writer, checkpoint.Position);
        writer.Write(checkpoint.Tensors.Count);
        foreach (var (name, tensor) in checkpoint.Tensors)
        {
            CheckpointFields.Write(writer, name);
            CheckpointFields.Write(writer, tensor);
        }

        writer.Flush();
        stream.Write(hash.GetHashAndReset());
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or no checkpoint.</exception>
    /// <exception cref="InvalidOperationException">It is whole, but of another version.</exception>
    public static Checkpoint Read(string path)
    {
        if (FileKind.MayBeEndless(path))
            throw new InvalidDataException($"it {FileKind.NotRegular}");
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return Read(stream, path);
    }

    /// <summary>Reads what a file holds, of which somebody has said that it is this file's.</summary>
    public static Checkpoint Read(Stream stream, string path)
    {
        var end = stream.Length - SHA256.HashSizeInBytes;
        CheckChecksum(stream, end);
        stream.Position = 0;
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        CheckVersion(reader, path);
        var identity = CheckpointFields.ReadIdentity(reader);
        var seed = reader.ReadInt64();
        var position = CheckpointFields.ReadPosition(reader);
        var tensors = ReadTensors(reader, end);
        if (stream.Position != end)
            throw new InvalidDataException("there is something after the last tensor");
        return new(identity, seed, position, tensors) { Path = path };
    }

    private static void CheckChecksum(Stream stream, long end)
    {
        if (end < Magic.Length)
            throw new InvalidDataException($"{stream.Length} bytes are too few");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        for (var left = end; left > 0;)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
                throw new InvalidDataException("it ends early");
            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        var expected = new byte[SHA256.HashSizeInBytes];
        stream.ReadExactly(expected);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(expected))
            throw new InvalidDataException("its checksum is wrong");
    }

    private static void CheckVersion(BinaryReader reader, string path)
    {
        var magic = reader.ReadBytes(Magic.Length);
        if (!Magic.SequenceEqual(magic))
            throw new InvalidDataException("it does not begin like a checkpoint");
        var version = reader.ReadInt32();
        if (version != Version)
        {
            throw new InvalidOperationException(
                $"{path} is a checkpoint of version {version}; this library reads version {Version}. "
                + "Go on with the library that wrote it, or begin anew in another folder.");
        }
    }

    private static Dictionary<string, CheckpointTensor> ReadTensors(BinaryReader reader, long end)
    {
        var tensors = new Dictionary<string, CheckpointTensor>();
        for (var left = CheckpointFields.ReadCount(reader, "tensors"); left > 0; left--)
        {
            var name = CheckpointFields.ReadText(reader);
            if (!tensors.TryAdd(name, CheckpointFields.ReadTensor(reader, end)))
                throw new InvalidDataException("a tensor is there twice");
        }

        return tensors;
    }
}
