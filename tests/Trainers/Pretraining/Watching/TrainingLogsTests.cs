using System.Buffers.Binary;
using System.Globalization;
using Microsoft.ML;
using MsMclr.MLNet.Trainers.Pretraining.Watching;
using Tensorboard;

namespace MsMclr.MLNet.Tests;

public class TrainingLogsTests
{
    private static readonly MLContext Context = new(1);

    [Test]
    public void A_run_leaves_a_history_and_events_that_agree_with_its_progress()
    {
        using var folder = new TemporaryFolder();
        var ends = new List<MsMclrProgress>();
        var options = PreparedClips.Options(epochs: 3);
        options.LogDirectory = folder.File("logs");
        options.Progress = new Reports<MsMclrProgress>(progress =>
        {
            if (progress.IsEndOfEpoch)
                ends.Add(progress);
        });
        Context.SelfSupervised.Trainers.MsMclr(options).Fit(PreparedClips.View(Context, 20)).Dispose();
        var history = Path.Combine(folder.File("logs"), "history.csv");
        var lines = File.ReadAllLines(history).Select(line => line.Split(',')).ToArray();
        Assert.That(lines[0][..3], Is.EqualTo(new[] { "epoch", "loss", "contrast_loss" }));
        var written = lines[1..].Select(line => double.Parse(line[1], CultureInfo.InvariantCulture));
        Assert.That(written, Is.EqualTo(ends.Select(progress => progress.Loss)));
        Assert.That(lines, Has.All.Length.EqualTo(9));
        var events = Read(Directory.EnumerateFiles(folder.File("logs"), "events.out.tfevents.*").Single()).ToArray();
        Assert.That(events[0].FileVersion, Is.EqualTo("brain.Event:2"));
        Assert.That(events[^1].WallTime, Is.EqualTo((DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds).Within(300), "seconds since 1970");
        static float Loss(Event read) => read.Summary.Value.Single(value => value.Tag == "epoch/loss").SimpleValue;
        var losses = events.Where(read => read.Summary is not null).Select(read => (read.Step, Loss(read)));
        Assert.That(losses, Is.EqualTo(ends.Select(progress => ((long)progress.Epoch * 2, (float)progress.Loss))));
    }

    [Test]
    public void A_resumed_history_keeps_earlier_epochs_and_writes_later_or_half_lines_again()
    {
        using var folder = new TemporaryFolder();
        var history = new TrainingHistory(folder.Path, 0);
        for (var epoch = 1; epoch <= 3; epoch++)
            history.Append(Progress(epoch, loss: epoch));
        File.AppendAllText(folder.File("history.csv"), "4,1.5,0.");
        new TrainingHistory(folder.Path, 2).Append(Progress(3, loss: 33));
        var kept = File.ReadAllLines(folder.File("history.csv")).Skip(1).Select(line => line[..line.IndexOf(',', 2)]);
        Assert.That(kept, Is.EqualTo(new[] { "1,1", "2,2", "3,33" }));
        _ = new TrainingHistory(folder.Path, 0);
        Assert.That(File.ReadAllLines(folder.File("history.csv")), Has.Length.EqualTo(1), "a run that begins anew");
    }

    [Test]
    public void Events_of_a_resumed_run_tell_from_which_step_on_they_hold()
    {
        using var folder = new TemporaryFolder();
        using (var log = new TensorBoardLog(folder.Path, 40))
            log.Write(42, ("loss", 1.5), ("probe", null));
        var events = Read(Directory.EnumerateFiles(folder.Path).Single()).ToArray();
        Assert.That(events[1].Step, Is.EqualTo(41));
        Assert.That(events[1].SessionLog.Status, Is.EqualTo(SessionLog.Types.SessionStatus.Start));
        var values = events[2].Summary.Value.Select(value => (value.Tag, value.SimpleValue));
        Assert.That(values, Is.EqualTo(new[] { ("loss", 1.5f) }));
    }

    [Test]
    public void Log_lines_have_decimal_points_in_every_culture()
    {
        // Made up, as machines in invariant mode know no other: NUnit puts the thread's own back after each test.
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = commas;
        var context = new MLContext(1);
        var lines = new List<string>();
        context.Log += (_, entry) => lines.Add(entry.Message);
        context.SelfSupervised.Trainers.MsMclr(PreparedClips.Options()).Fit(PreparedClips.View(context, 20)).Dispose();
        Assert.That(lines, Has.Some.Match(@"loss \d+\.\d").And.None.Match(@"\d,\d"));
    }

    private static MsMclrProgress Progress(int epoch, double loss)
        => new(epoch, 9, 5, 5, loss, loss, 0.1, 10, TimeSpan.FromSeconds(1), TimeSpan.Zero);

    private static IEnumerable<Event> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        for (var at = 0; at < bytes.Length;)
        {
            var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
            AssertChecksum(bytes, at, 8, "checksum of the length");
            AssertChecksum(bytes, at + 12, length, "checksum of the event");
            yield return Event.Parser.ParseFrom(bytes, at + 12, length);
            at += length + 16;
        }
    }

    // A checksum follows what it is of.
    private static void AssertChecksum(byte[] bytes, int start, int length, string what)
    {
        var written = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(start + length));
        Assert.That(written, Is.EqualTo(Checksum(bytes.AsSpan(start, length))), what);
    }

    // CRC-32C bit by bit (polynomial 0x82f63b78, reflected), masked as in TFRecord.
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0x82f63b78);
        }

        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xa282ead8;
    }
}
