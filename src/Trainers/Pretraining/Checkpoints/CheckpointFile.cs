using System.Runtime.InteropServices;
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
    private const int Version = 3;
    private const int MaxEntries = 4096;
    private const int MaxText = 1 << 16;
    private const int MaxRank = 8;

    private static ReadOnlySpan<byte> Magic => "MsMclrCk"u8;

    /// <summary>Writes beside the destination, flushes to the disk, and renames.</summary>
    public static void Write(string path, Checkpoint checkpoint) => FileReplacement.Write(path, stream =>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var hashed = new HashingStream(stream, hash);
        using var writer = new BinaryWriter(hashed, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(checkpoint.Identity.Entries.Length);
        foreach (var (name, value) in checkpoint.Identity.Entries)
        {
            WriteText(writer, name);
            WriteText(writer, value);
        }

        writer.Write(checkpoint.Seed);
        WritePosition(writer, checkpoint.Position);
        writer.Write(checkpoint.Tensors.Count);
        foreach (var (name, tensor) in checkpoint.Tensors)
        {
            WriteText(writer, name);
            writer.Write(tensor.Shape.Length);
            foreach (var size in tensor.Shape)
                writer.Write(size);
            writer.Write(MemoryMarshal.AsBytes<float>(tensor.Values));
        }

        writer.Flush();
        stream.Write(hash.GetHashAndReset());
    });

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or no checkpoint.</exception>
    /// <exception cref="InvalidOperationException">It is whole, but of another version.</exception>
    public static Checkpoint Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var end = stream.Length - SHA256.HashSizeInBytes;
        CheckChecksum(stream, end);
        stream.Position = 0;
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var magic = reader.ReadBytes(Magic.Length);
        if (!Magic.SequenceEqual(magic))
            throw new InvalidDataException("it does not begin like a checkpoint");
        var version = reader.ReadInt32();
        if (version != Version)
            throw new InvalidOperationException($"{path} is a checkpoint of version {version}; this library reads version {Version}. Go on with the library that wrote it, or begin anew in another folder.");
        var entries = Enumerable.Range(0, Count(reader, "entries")).Select(_ => KeyValuePair.Create(ReadText(reader), ReadText(reader))).ToArray();
        if (entries.DistinctBy(entry => entry.Key).Count() < entries.Length)
            throw new InvalidDataException("an entry is there twice");
        var seed = reader.ReadInt64();
        var position = ReadPosition(reader);
        var tensors = new Dictionary<string, CheckpointTensor>();
        for (var count = Count(reader, "tensors"); count > 0; count--)
        {
            if (!tensors.TryAdd(ReadText(reader), ReadTensor(reader, end)))
                throw new InvalidDataException("a tensor is there twice");
        }

        return stream.Position == end ? new(new([.. entries]), seed, position, tensors) { Path = path } : throw new InvalidDataException("there is something after the last tensor");
    }

    private static void CheckChecksum(FileStream stream, long end)
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

    private static void WritePosition(BinaryWriter writer, TrainingPosition position)
    {
        writer.Write(position.EpochsDone);
        writer.Write(position.StepsInEpoch);
        writer.Write(position.Steps);
        writer.Write(position.LossSum);
        writer.Write(position.ContrastSum);
        writer.Write(position.QueuePointer);
        writer.Write(position.BestEpoch);
        writer.Write(position.BestAccuracy);
        writer.Write(position.ProbesSinceBest);
        writer.Write(position.Probe);
    }

    private static TrainingPosition ReadPosition(BinaryReader reader)
    {
        var position = new TrainingPosition
        {
            EpochsDone = reader.ReadInt32(),
            StepsInEpoch = reader.ReadInt32(),
            Steps = reader.ReadInt64(),
            LossSum = reader.ReadSingle(),
            ContrastSum = reader.ReadSingle(),
            QueuePointer = reader.ReadInt32(),
            BestEpoch = reader.ReadInt32(),
            BestAccuracy = reader.ReadDouble(),
            ProbesSinceBest = reader.ReadInt32(),
            Probe = reader.ReadInt64(),
        };
        return Math.Min(Math.Min(position.EpochsDone, position.StepsInEpoch), Math.Min(position.QueuePointer, Math.Min(position.BestEpoch, position.ProbesSinceBest))) >= 0 && position.Steps >= 0 ? position
            : throw new InvalidDataException("it says that less than nothing was trained");
    }

    private static CheckpointTensor ReadTensor(BinaryReader reader, long end)
    {
        var rank = reader.ReadInt32();
        if (rank is < 0 or > MaxRank)
            throw new InvalidDataException($"a tensor has {rank} dimensions");
        var (shape, left) = (new long[rank], (end - reader.BaseStream.Position) / sizeof(float));
        var length = 1L;
        for (var i = 0; i < rank; i++)
        {
            shape[i] = reader.ReadInt64();
            if (shape[i] < 1 || shape[i] > left / length)
                throw new InvalidDataException($"a tensor is larger than the file");
            length *= shape[i];
        }

        var values = length <= Array.MaxLength ? new float[length] : throw new InvalidDataException($"a tensor of {length} values is too large");
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return new(shape, values);
    }

    private static int Count(BinaryReader reader, string what)
        => reader.ReadInt32() is >= 0 and <= MaxEntries and var count ? count : throw new InvalidDataException($"it has too many {what}");

    private static void WriteText(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > MaxText)
            throw new InvalidOperationException($"'{text[..40]}...' is too long for a checkpoint ({bytes.Length} bytes; at most {MaxText}).");
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static string ReadText(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        if (length is < 0 or > MaxText)
            throw new InvalidDataException("a text is too long");
        var bytes = reader.ReadBytes(length);
        return bytes.Length == length ? Encoding.UTF8.GetString(bytes) : throw new InvalidDataException("it ends early");
    }
}
