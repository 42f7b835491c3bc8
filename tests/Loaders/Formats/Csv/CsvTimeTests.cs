using CsCheck;
using Microsoft.ML.Data;
using MsMclr.MLNet.Fuzzing;

namespace MsMclr.MLNet.Tests;

public class CsvTimeTests
{
    private static readonly SkeletonLayout Three = FuzzSamples.Three;

    [Test]
    public void A_frame_number_is_a_position_and_rows_come_in_any_order()
    {
        var options = Options(frame: "frame");
        Assert.That(Clip("7,3\n5,1\n9,5\n", options), Is.EqualTo(Frames(1, 0, 3, 0, 5)));
        Assert.That(Clip("7.0,3\n5.0,1\n9.0,5\n", options), Is.EqualTo(Frames(1, 0, 3, 0, 5)), "as pandas writes numbers");
        Assert.That(Clip("img_10.png,2\nimg_9.png,1\nimg_12.png,4\n", options), Is.EqualTo(Frames(1, 2, 0, 4)), "by number, not by string");
        Assert.That(Clip("a,1\nc,2\nb,3\n", options), Is.EqualTo(Frames(1, 2, 3)), "texts without a number count as they come");
    }

    [TestCase("7,1\n7,2\n", "'7' has this body twice")]
    [TestCase("7,1\nx,2\n", "is no frame number")]
    [TestCase("0.5,1\n1.0,2\n", "TimeColumn")]
    [TestCase("0,1\n999999999999,2\n", "MaxFrames")]
    public void Numbers_that_are_none_or_come_twice_are_refused(string rows, string reason)
        => Assert.That(Read.Failure("a.csv", Text(rows), SkeletonFormat.Csv(Options(frame: "frame"))).Reason, Does.Contain(reason));

    [Test]
    public void A_stated_separator_that_separates_nothing_is_no_statement()
    {
        var format = SkeletonFormat.Csv(Options(frame: "frame"));
        Assert.That(Read.Failure("a.csv", "sep=\0\r\n" + Text("1,1\n"), format).Reason, Does.Contain("frame"));
    }

    [Test]
    public void Gaps_are_refused_or_interpolated_by_the_loaders_option()
    {
        var format = SkeletonFormat.Csv(Options(frame: "frame"));
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.csv", Text("1,1\n4,4\n"));
        var options = new SkeletonLoader.Options { Format = format, FrameGaps = FrameGaps.Interpolate };
        Assert.That(Read.All(Read.View(path, options)).Single().Clip, Is.EqualTo(Frames(1, 2, 3, 4)).Within(1e-6));
        Assert.That(
            Read.Failure("a.csv", Text("1,1\n4,4\n"), format, one => one.FrameGaps = FrameGaps.Refuse).Reason,
            Does.Contain("2 frames are missing"));
    }

    [TestCase("0\n0.0333\n0.0667\n0.1333\n", 30)]
    [TestCase("1000\n1033\n1067\n1133\n", 30)]
    [TestCase("1714550400000000\n1714550400033333\n1714550400066667\n1714550400133333\n", 30)]
    [TestCase("2024-05-01T12:00:00.000Z\n2024-05-01T12:00:00.040Z\n2024-05-01T12:00:00.080Z\n2024-05-01T12:00:00.160Z\n", 25)]
    [TestCase("2024-05-01 12:00:00.00\n2024-05-01 12:00:00.04\n2024-05-01 12:00:00.08\n2024-05-01 12:00:00.16\n", 25)]
    [TestCase("00:00:00.000\n00:00:00.040\n00:00:00.080\n00:00:00.160\n", 25)]
    public void Times_give_positions_and_the_frame_rate(string times, double rate)
    {
        var rows = string.Concat(times.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((time, i) => $"{time},{i + 1}\n"));
        var (clip, frameRate) = WithRate(rows, Options(time: "frame"));
        Assert.That(clip, Is.EqualTo(Frames(1, 2, 3, 0, 4)));
        Assert.That(frameRate, Is.EqualTo(rate).Within(0.1));
    }

    [TestCase("t_ms", CsvTimeUnit.Automatic, 1000)]
    [TestCase("t (s)", CsvTimeUnit.Automatic, 1)]
    [TestCase("t", CsvTimeUnit.Milliseconds, 1000)]
    [TestCase("t", CsvTimeUnit.Nanoseconds, 1e9)]
    public void The_unit_is_told_by_the_columns_name_or_the_options(string column, CsvTimeUnit unit, double rate)
    {
        var options = Options(time: column);
        options.TimeUnit = unit;
        var (_, frameRate) = WithRate("1,1\n2,2\n3,3\n", options, column);
        Assert.That(frameRate, Is.EqualTo(rate).Within(1e-3 * rate));
    }

    [Test]
    public void With_both_numbers_are_positions_and_times_the_rate()
    {
        var options = Options(frame: "frame", time: "ms");
        var (clip, rate) = WithRate("10,0,1\n12,40,3\n13,60,4\n", options, "frame,ms");
        Assert.That(clip, Is.EqualTo(Frames(1, 0, 3, 4)));
        Assert.That(rate, Is.EqualTo(50).Within(0.01));
    }

    [TestCase("noon,1\n", "is no time")]
    [TestCase("0.1,1\n2024-05-01T12:00:00Z,2\n", "another form")]
    public void What_is_no_time_is_refused(string rows, string reason)
        => Assert.That(Read.Failure("a.csv", Text(rows), SkeletonFormat.Csv(Options(time: "frame"))).Reason, Does.Contain(reason));

    [Test]
    public void Long_rows_may_come_joint_by_joint()
    {
        var options = new CsvSkeletonOptions { Layout = Three, Axes = ["x"], FrameColumn = "f", JointColumn = "j" };
        var rows =
            from joint in Enumerable.Range(0, 3)
            from frame in Enumerable.Range(4, 3)
            select $"{frame},{joint},{frame + (10 * joint)}\n";
        var clip = Read.Text("a.csv", "f,j,x\n" + string.Concat(rows), SkeletonFormat.Csv(options)).Single().Clip;
        Assert.That(clip, Is.EqualTo(new float[] { 4, 14, 24, 5, 15, 25, 6, 16, 26 }));
    }

    [Test]
    public void Any_order_of_rows_is_the_same_clip()
    {
        var rows = Enumerable.Range(0, 12).Select(frame => $"{2 * frame},{frame + 1}\n").ToArray();
        var expected = Clip(string.Concat(rows), Options(frame: "frame"));
        Gen.Shuffle(rows).Sample(
            order => Clip(string.Concat(order), Options(frame: "frame")).SequenceEqual(expected),
            iter: 30);
    }

    private static CsvSkeletonOptions Options(string? frame = null, string? time = null)
        => new() { Layout = Three, Axes = ["x"], FrameColumn = frame, TimeColumn = time };

    private static float[] Clip(string rows, CsvSkeletonOptions options)
        => Read.Text("a.csv", Text(rows), SkeletonFormat.Csv(options)).Single().Clip;

    private static (float[] Clip, float Rate) WithRate(string rows, CsvSkeletonOptions options, string columns = "frame")
    {
        using var folder = new TemporaryFolder();
        var view = Read.View(folder.Write("a.csv", Text(rows, columns)), SkeletonFormat.Csv(options));
        return (Read.All(view).Single().Clip, view.GetColumn<float>("FrameRate").Single());
    }

    /// <summary>Each row's last cell is the value of every joint.</summary>
    private static string Text(string rows, string columns = "frame")
    {
        var lines = rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row =>
        {
            var value = row[(row.LastIndexOf(',') + 1)..];
            return $"{row},{value},{value}\n";
        });
        return $"{columns},hip_x,left_foot_x,right_foot_x\n" + string.Concat(lines);
    }

    private static float[] Frames(params int[] values) => [.. values.SelectMany(value => Enumerable.Repeat((float)value, 3))];
}
