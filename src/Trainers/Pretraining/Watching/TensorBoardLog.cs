using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;
using Tensorboard;

namespace MsMclr.MLNet.Trainers.Pretraining.Watching;

/// <summary>
/// Scalars as a TensorBoard event file. Events are TorchSharp's; its <c>SummaryWriter</c> is not used, because it records times in the
/// wrong unit and can't tell TensorBoard that a run was resumed.
/// </summary>
internal sealed class TensorBoardLog : IDisposable
{
    private static int _files;
    private readonly FileStream _file;

    /// <summary>Begins a file; what earlier files say about later steps than <paramref name="stepsDone"/> no longer holds.</summary>
    public TensorBoardLog(string folder, long stepsDone)
    {
        Directory.CreateDirectory(folder);
        var seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var number = Interlocked.Increment(ref _files);
        var name = $"events.out.tfevents.{seconds:D10}.{Environment.ProcessId}.{number:D4}";
        _file = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        Write(new Event { FileVersion = "brain.Event:2" });
        Write(new Event { Step = stepsDone + 1, SessionLog = new SessionLog { Status = SessionLog.Types.SessionStatus.Start } });
    }

    /// <summary>Writes those values that are there.</summary>
    public void Write(long step, params ReadOnlySpan<(string Tag, double? Value)> scalars)
    {
        var summary = new Summary();
        foreach (var (tag, value) in scalars)
        {
            if (value is { } number)
                summary.Value.Add(new Summary.Types.Value { Tag = tag, SimpleValue = (float)number });
        }

        Write(new Event { Step = step, Summary = summary });
    }

    public void Dispose() => _file.Dispose();

    // A TFRecord: length, its checksum, the event, its checksum; flushed at once, so that a watching TensorBoard sees it.
    private void Write(Event written)
    {
        written.WallTime = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        var content = written.ToByteArray();
        var record = new byte[content.Length + 16];
        BinaryPrimitives.WriteInt64LittleEndian(record, content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Masked(record.AsSpan(0, 8)));
        content.CopyTo(record, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + content.Length), Masked(content));
        WholeWrite.Append(_file, record);
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        crc = ~crc;
        return BitOperations.RotateRight(crc, 15) + 0xa282ead8;
    }
}
