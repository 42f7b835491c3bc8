using System.Globalization;

namespace MsMclr.MLNet.Loaders.Formats.PkuMmd;

/// <summary>A labeled interval: action, first and last frame, both counted from 1 and both part of it.</summary>
internal readonly record struct PkuInterval(uint Action, int Start, int End)
{
    // A recording has about 20 intervals; a label file that is larger than this is none.
    private const long MaxBytes = 1 << 20;

    /// <summary>The label file of a recording: the same name in the labels' folder, or with <c>.label.txt</c> for <c>.txt</c>.</summary>
    public static string FileOf(string folder, SkeletonFile recording)
    {
        var path = Path.Combine(folder, recording.Name + ".label.txt");
        if (!File.Exists(path))
            path = Path.Combine(folder, recording.Name + ".txt");
        if (!File.Exists(path) || (recording.Path is { } own && Path.GetFullPath(own) == Path.GetFullPath(path)))
            throw recording.Bad(0, $"there is no label file '{recording.Name}.txt' or '{recording.Name}.label.txt' in '{folder}'");
        return path;
    }

    /// <summary>Reads <c>action,start,end,confidence</c> lines.</summary>
    public static IEnumerable<PkuInterval> ReadAll(string path)
    {
        if (new FileInfo(path).Length > MaxBytes)
            throw new SkeletonFileException(path, 0, $"the file is larger than {MaxBytes} bytes; it is no list of intervals");
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (!TryParse(line, out var interval))
                throw new SkeletonFileException(path, number, "'action,start,end,confidence' is expected, whole numbers");
            var (action, start, end) = interval;
            if (action == 0 || action > PkuMmdActions.All.Length)
                throw new SkeletonFileException(path, number, $"action {action} is not one of 1 to {PkuMmdActions.All.Length}");
            // Some published intervals begin at frame 0.
            start = Math.Max(start, 1);
            if (end < start)
                throw new SkeletonFileException(path, number, $"the interval ends (frame {end}) before it begins (frame {start})");
            yield return new PkuInterval(action, start, end);
        }
    }

    private static bool TryParse(string line, out PkuInterval interval)
    {
        interval = default;
        var fields = line.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (3 or 4))
            return false;
        if (!uint.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var action)
            || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            || !int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var end))
        {
            return false;
        }

        interval = new PkuInterval(action, start, end);
        return true;
    }
}
