using System.Globalization;
using CsvHelper;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Loaders.Formats.PkuMmd;
using MsMclr.MLNet.Loaders.Intervals;

namespace MsMclr.MLNet;

/// <summary>
/// Files of actions from frame to frame: CSV with the columns <c>recording, start, end, action, confidence, person</c>, and PKU-MMD's
/// label files.
/// </summary>
public static class ActionIntervalFile
{
    private static readonly string[] Columns =
    [
        IntervalColumns.Recording, IntervalColumns.Start, IntervalColumns.End, IntervalColumns.Action, IntervalColumns.Confidence,
        IntervalColumns.Person,
    ];

    /// <summary>Writes intervals as CSV (RFC 4180, UTF-8). The file appears as a whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="intervals">The intervals. Frames are counted from 0, and the last one is part of the action. A person that is not told
    /// is an empty field.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<ActionInterval> intervals)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(intervals);
        FileReplacement.Write(path, stream =>
        {
            using var writer = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
            writer.WriteRecord(Columns);
            foreach (var interval in intervals)
                writer.WriteRecord(Fields(interval));
        });
    }

    /// <summary>Reads intervals from CSV.</summary>
    /// <param name="path">The file. Of its columns <c>start</c>, <c>end</c> and <c>action</c> are needed.</param>
    /// <returns>The intervals, in the order of the file.</returns>
    /// <exception cref="SkeletonFileException">The file cannot be read, or is not such a table; the message names the line.</exception>
    public static IReadOnlyList<ActionInterval> Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Guarded(path, IntervalTable.Read);
    }

    /// <summary>
    /// Reads a recording's label file of PKU-MMD: lines <c>action,start,end,confidence</c>, where frames are counted from 1. Here they are
    /// counted from 0.
    /// </summary>
    /// <param name="folder">The folder of label files.</param>
    /// <param name="recording">What the recording is called. Its labels are in <c>recording.label.txt</c> or <c>recording.txt</c>.</param>
    /// <returns>The intervals, in the order of the file. The published confidence is passed over: it is no probability.</returns>
    /// <exception cref="SkeletonFileException">There is no such file, or it is no such list; the message names the line.</exception>
    public static IReadOnlyList<ActionInterval> ReadPkuMmd(string folder, string recording)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentException.ThrowIfNullOrWhiteSpace(recording);
        var path = Path.Combine(folder, recording + ".label.txt");
        if (!File.Exists(path))
            path = Path.Combine(folder, recording + ".txt");
        return Guarded(path, Labeled);

        IReadOnlyList<ActionInterval> Labeled(string file) => [.. PkuInterval.ReadAll(file).Select(interval => new ActionInterval
        {
            Recording = recording,
            Start = interval.Start - 1,
            End = interval.End - 1,
            Action = PkuMmdActions.All[(int)interval.Action - 1],
        })];
    }

    private static string[] Fields(ActionInterval interval) =>
    [
        interval.Recording,
        interval.Start.ToString(CultureInfo.InvariantCulture),
        interval.End.ToString(CultureInfo.InvariantCulture),
        interval.Action,
        interval.Confidence.ToString(CultureInfo.InvariantCulture),
        interval.Person == 0 ? "" : interval.Person.ToString(CultureInfo.InvariantCulture),
    ];

    private static IReadOnlyList<ActionInterval> Guarded(string path, Func<string, IReadOnlyList<ActionInterval>> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SkeletonFileException(path, 0, $"the file of intervals cannot be read: {error.Message}", error);
        }
    }
}
