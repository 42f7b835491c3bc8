using System.CommandLine;
using System.Globalization;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>The format that the options describe.</summary>
internal sealed class Formats(RecordingOptions options, ParseResult parsed)
{
    private const int MaxActions = 10_000;

    /// <summary>Whether recordings that labels would cut into clips stay whole.</summary>
    public bool AreWhole { get; init; }

    private string Name => parsed.GetValue(options.Format)!;

    private string Data => options.PathIn(parsed)!;

    /// <summary>The format, whose clips have labels.</summary>
    /// <param name="labelsFile">The option that names an array's labels.</param>
    /// <exception cref="FormatException">An option is missing, or says what cannot be.</exception>
    public RecordingFormat Labeled(Option<string> labelsFile)
    {
        var format = Of(labelsFile);
        if (format.IsLabeled)
            return format;
        throw new FormatException(
            $"--format {Name}: the clips have no labels, and embeddings are judged by them. Give {LabelsOf(Name, labelsFile)}.");
    }

    /// <summary>The format, whose clips may have no labels.</summary>
    /// <param name="labelsFile">The option that names an array's labels.</param>
    /// <exception cref="FormatException">An option is missing, or says what cannot be.</exception>
    public RecordingFormat Of(Option<string> labelsFile)
    {
        var layout = parsed.GetValue(options.Layout) is { } word ? Layouts.Of(word) : null;
        var actions = parsed.GetValue(options.Actions) is { } file ? Actions(file) : [];
        ISkeletonFormat format = Name switch
        {
            "ntu" => SkeletonFormat.NtuRgbd,
            "nw-ucla" => SkeletonFormat.NwUcla,
            "nw-ucla-text" => SkeletonFormat.NwUclaText,
            "utd-mhad" => SkeletonFormat.UtdMhad,
            "pku-mmd" => SkeletonFormat.PkuMmd(AreWhole ? null : Intervals()),
            "csv" => SkeletonFormat.Csv(Csv(layout, actions)),
            "npy" => SkeletonFormat.Npy(Npy(layout, actions, labelsFile)),
            "kinetics" => SkeletonFormat.Kinetics(actions),
            "openpose" => SkeletonFormat.OpenPose(layout),
            "coco" => SkeletonFormat.Coco(layout),
            "alphapose" => SkeletonFormat.AlphaPose(layout),
            "mmpose" => SkeletonFormat.MMPose(layout),
            "mediapipe" => SkeletonFormat.MediaPipe(layout),
            "azure-kinect" => SkeletonFormat.AzureKinect,
            _ => Bvh(layout, parsed.GetValue(options.Units)),
        };
        return new RecordingFormat(format, Names(actions), Labels(actions, labelsFile));
    }

    // NumPy's labels are the format's own.
    private LabelSources Labels(IReadOnlyList<string> actions, Option<string> labelsFile)
    {
        var table = Name == "npy" ? null : parsed.GetValue(labelsFile) ?? parsed.GetValue(options.LabelsFile);
        if (table is not null)
            Existing(labelsFile, table);
        var labels = new LabelSources(parsed.GetValue(options.Loading.PathPattern), table, actions);
        return labels.TellLabels ? labels : labels with { Actions = [] };
    }

    private ClipNamePattern? Names(IReadOnlyList<string> actions)
    {
        if (parsed.GetValue(options.Names) is not { } pattern)
            return null;
        try
        {
            return new ClipNamePattern(pattern, actions);
        }
        catch (ArgumentException error)
        {
            // .NET adds which parameter was meant, which tells a user of the command nothing.
            var reason = error.Message.Split(" (Parameter ", 2)[0];
            throw new FormatException($"{options.Names.Name} {reason}", error);
        }
    }

    private static string LabelsOf(string format, Option<string> labelsFile) => format switch
    {
        "csv" => $"their column, --csv LabelColumn=NAME; or {LabelSources.Known(labelsFile)}",
        "npy" => "--labels-file and --actions",
        "kinetics" => $"--actions FILE, the names in the order of label_index; or {LabelSources.Known(labelsFile)}",
        _ => $"{LabelSources.Known(labelsFile)}, or --actions and --names '(?<action>...)' to find them in the clips' names",
    };

    private string Intervals()
    {
        if (parsed.GetValue(options.Intervals) is { } folder)
            return folder;
        throw new FormatException(
            "--format pku-mmd needs --intervals DIR, the folder of the data set's label files (action,start,end,confidence).");
    }

    private CsvSkeletonOptions Csv(SkeletonLayout? layout, IReadOnlyList<string> actions)
    {
        var told = new CsvSkeletonOptions { Layout = layout, Actions = actions };
        var csv = Settings.Apply(told, options.Csv.Name, parsed.GetValue(options.Csv)!);
        var isOneFile = File.Exists(Data);
        if (csv.LabelColumn is not null && actions.Count == 0 && !isOneFile)
            throw new FormatException("--csv LabelColumn: where --data is not one file, its actions have to be named by --actions.");
        var found = SkeletonFormat.ScanCsv(isOneFile ? Data : First("*.csv"), csv);
        if (isOneFile || csv.LabelColumn is not null)
            return found;
        // Another file may have other labels.
        found.LabelColumn = null;
        found.Actions = [];
        return found;
    }

    private ISkeletonFormat Bvh(SkeletonLayout? layout, float units)
        => layout is null ? SkeletonFormat.Bvh(First("*.bvh"), scale: units) : SkeletonFormat.Bvh(layout, scale: units);

    private NpySkeletonOptions Npy(SkeletonLayout? layout, IReadOnlyList<string> actions, Option<string> labelsFile)
    {
        var labels = parsed.GetValue(labelsFile);
        if (labels is not null && actions.Count == 0)
            throw new FormatException($"{labelsFile.Name} needs --actions, a file of the actions' names or how many there are.");
        if (labels is not null)
            Existing(labelsFile, labels);
        var told = new NpySkeletonOptions { Layout = Required(layout, "npy"), Actions = actions, LabelsFile = labels };
        return Settings.Apply(told, options.Npy.Name, parsed.GetValue(options.Npy)!);
    }

    private static SkeletonLayout Required(SkeletonLayout? layout, string format)
    {
        if (layout is null)
            throw new FormatException($"--format {format} needs --layout, the skeleton: {Layouts.Known}, or a layout's JSON file.");
        return layout;
    }

    private List<string> Actions(string word)
    {
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            var lines = File.ReadLines(Existing(options.Actions, word)).Select(line => line.Trim());
            return [.. lines.Where(line => line.Length > 0)];
        }

        if (count is < 1 or > MaxActions)
            throw new FormatException($"--actions {word}: expected 1 to {MaxActions}, or a file of their names.");
        return [.. Enumerable.Range(1, count).Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }

    private static string Existing(Option option, string file)
    {
        if (!File.Exists(file))
            throw new FormatException($"{option.Name} {file}: there is no such file.");
        return file;
    }

    private string First(string pattern)
    {
        var folder = Data;
        var files = pattern;
        if (!Directory.Exists(Data))
        {
            folder = Path.GetDirectoryName(Data) is { Length: > 0 } parent ? parent : ".";
            files = Path.GetFileName(Data);
        }

        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{Data}: there is no {pattern}.");
        var searchesBelow = parsed.GetValue(options.Loading.SearchSubfolders)
            || parsed.GetValue(options.Loading.PathPattern)?.Contains('/', StringComparison.Ordinal) == true;
        var anyCase = new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive, RecurseSubdirectories = searchesBelow };
        var found = new DirectoryInfo(folder).EnumerateFiles(files, anyCase).Select(file => file.FullName);
        var first = found.Order(StringComparer.Ordinal).FirstOrDefault();
        if (first is null)
            throw new FileNotFoundException($"{Data}: there is no {pattern}; --search-subfolders looks in folders below.");
        return first;
    }
}
