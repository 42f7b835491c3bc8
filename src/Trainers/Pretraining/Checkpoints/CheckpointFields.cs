using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>
/// The parts of a checkpoint's file: texts, settings, a position and tensors, each with a bound that a damaged file can't pass.
/// </summary>
internal static class CheckpointFields
{
    private const int MaxEntries = 4096;
    private const int MaxText = 1 << 16;
    private const int MaxRank = 8;

    public static void Write(BinaryWriter writer, RunIdentity identity)
    {
        writer.Write(identity.Settings.Length);
        foreach (var setting in identity.Settings)
        {
            Write(writer, setting.Key);
            Write(writer, setting.Value);
        }
    }

    public static RunIdentity ReadIdentity(BinaryReader reader)
    {
        var settings = ImmutableArray.CreateBuilder<RunSetting>();
        for (var left = ReadCount(reader, "entries"); left > 0; left--)
        {
            var key = ReadText(reader);
            settings.Add(new(key, ReadText(reader)));
        }

        if (settings.DistinctBy(setting => setting.Key).Count() < settings.Count)
            throw new InvalidDataException("an entry is there twice");
        return new(settings.ToImmutable());
    }

    public static void Write(BinaryWriter writer, TrainingPosition position)
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

    public static TrainingPosition ReadPosition(BinaryReader reader)
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
        if (!position.IsPossible)
            throw new InvalidDataException("it says that less than nothing was trained");
        return position;
    }

    public static void Write(BinaryWriter writer, CheckpointTensor tensor)
    {
        writer.Write(tensor.Shape.Length);
        foreach (var size in tensor.Shape)
            writer.Write(size);
        writer.Write(MemoryMarshal.AsBytes<float>(tensor.Values));
    }

    /// <summary>Reads a tensor, which lies before <paramref name="end"/> as a whole.</summary>
    public static CheckpointTensor ReadTensor(BinaryReader reader, long end)
    {
        var rank = reader.ReadInt32();
        if (rank is < 0 or > MaxRank)
            throw new InvalidDataException($"a tensor has {rank} dimensions");
        var shape = new long[rank];
        var left = (end - reader.BaseStream.Position - (rank * sizeof(long))) / sizeof(float);
        var length = 1L;
        for (var i = 0; i < rank; i++)
        {
            shape[i] = reader.ReadInt64();
            if (shape[i] < 1 || shape[i] > left / length)
                throw new InvalidDataException("a tensor is larger than the file");
            length *= shape[i];
        }

        if (length > left)
            throw new InvalidDataException("a tensor is larger than the file");
        if (length > Array.MaxLength)
            throw new InvalidDataException($"a tensor of {length} values is too large");
        var values = new float[length];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return new(shape, values);
    }

    public static int ReadCount(BinaryReader reader, string what)
    {
        var count = reader.ReadInt32();
        if (count is < 0 or > MaxEntries)
            throw new InvalidDataException($"it has too many {what}");
        return count;
    }

    public static void Write(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > MaxText)
        {
            throw new InvalidOperationException(
                $"'{text[..40]}...' is too long for a checkpoint ({bytes.Length} bytes; at most {MaxText}).");
        }

        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    public static string ReadText(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        if (length is < 0 or > MaxText)
            throw new InvalidDataException("a text is too long");
        var bytes = reader.ReadBytes(length);
        if (bytes.Length < length)
            throw new InvalidDataException("it ends early");
        return Encoding.UTF8.GetString(bytes);
    }
}
