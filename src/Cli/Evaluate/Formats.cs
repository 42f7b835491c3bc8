using System.CommandLine;
using System.Globalization;

namespace MsMclr.MLNet.Cli.Evaluate;

/// <summary>The format that the options describe.</summary>
internal sealed class Formats(DataOptions options, ParseResult parsed)
{
    private const int MaxActions = 10_000;

    private string Data => parsed.GetValue(options.Data)!;

    /// <param name="labelsFile">The option that names an array's labels.</param>
    /// <exception cref="FormatException">An option is missing, or says what cannot be.</exception>
    public ISkeletonFormat Of(Option<string> labelsFile)
    {
        var name = parsed.GetValue(options.Format)!;
        var layout = parsed.GetValue(options.Layout) is { } word ? Layouts.Of(word) : null;
        var actions = parsed.GetValue(options.Actions) is { } file ? Actions(file) : [];
        var format = name switch
        {
            "ntu" => SkeletonFormat.NtuRgbd,
            "nw-ucla" => SkeletonFormat.NwUcla,
            "utd-mhad" => SkeletonFormat.Csv(UtdMhad.Columns),
            "pku-mmd" => SkeletonFormat.PkuMmd(parsed.GetValue(options.Intervals)
                ?? throw new FormatException("--format pku-mmd needs --intervals DIR, the folder of the data set's label files (action,start,end,confidence).")),
            "csv" => SkeletonFormat.Csv(Csv(layout, actions)),
            "npy" => SkeletonFormat.Npy(Npy(layout, actions, labelsFile)),
            "kinetics" => SkeletonFormat.Kinetics(actions),
            "openpose" => SkeletonFormat.OpenPose(layout),
            "coco" => SkeletonFormat.Coco(layout),
            _ => SkeletonFormat.Bvh(layout ?? SkeletonFormat.BvhLayout(FirstFile("*.bvh")), scale: parsed.GetValue(options.Scale)),
        };
        if (parsed.GetValue(options.Names) is { } names)
            format = new NamedClips(format, names, actions);
        return format.Actions.IsDefaultOrEmpty ? throw new FormatException($"--format {name}: the clips have no labels, and embeddings are judged by them. Give {LabelsOf(name)}.") : format;
    }

    private static string LabelsOf(string format) => format switch
    {
        "csv" => "their column, --csv LabelColumn=NAME",
        "npy" => "--labels-file and --actions",
        "kinetics" => "--actions FILE, the names in the order of label_index",
        _ => "--actions, and --names '(?<action>...)' to find them in the clips' names",
    };

    private CsvSkeletonOptions Csv(SkeletonLayout? layout, IReadOnlyList<string> actions)
    {
        var csv = Settings.Apply(new CsvSkeletonOptions { Layout = layout ?? throw NoLayout("csv"), Actions = actions }, options.Csv.Name, parsed.GetValue(options.Csv)!);
        if (csv.LabelColumn is { } column && actions.Count == 0)
        {
            csv.Actions = File.Exists(Data) ? SkeletonFormat.ScanCsvActions(Data, column, csv.Delimiter)
                : throw new FormatException("--csv LabelColumn: where --data is not one file, its actions have to be named by --actions.");
        }

        return csv;
    }

    private NpySkeletonOptions Npy(SkeletonLayout? layout, IReadOnlyList<string> actions, Option<string> labelsFile) => parsed.GetValue(labelsFile) is not null && actions.Count == 0
        ? throw new FormatException($"{labelsFile.Name} needs --actions, a file of the actions' names or how many there are.")
        : Settings.Apply(new NpySkeletonOptions { Layout = layout ?? throw NoLayout("npy"), Actions = actions, LabelsFile = parsed.GetValue(labelsFile) is { } file ? Existing(labelsFile, file) : null }, options.Npy.Name, parsed.GetValue(options.Npy)!);

    private static FormatException NoLayout(string format) => new($"--format {format} needs --layout, the skeleton: {Layouts.Known}, or a layout's JSON file.");

    private List<string> Actions(string word)
    {
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return [.. File.ReadLines(Existing(options.Actions, word)).Select(line => line.Trim()).Where(line => line.Length > 0)];
        return count is >= 1 and <= MaxActions ? [.. Enumerable.Range(1, count).Select(number => number.ToString(CultureInfo.InvariantCulture))]
            : throw new FormatException($"--actions {word}: expected 1 to {MaxActions}, or a file of their names.");
    }

    private static string Existing(Option option, string file) => File.Exists(file) ? file : throw new FormatException($"{option.Name} {file}: there is no such file.");

    private string FirstFile(string pattern)
    {
        var (folder, files) = Directory.Exists(Data) ? (Data, pattern) : (Path.GetDirectoryName(Data) is { Length: > 0 } parent ? parent : ".", Path.GetFileName(Data));
        return new DirectoryInfo(folder).EnumerateFiles(files, new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).Select(file => file.FullName).Order(StringComparer.Ordinal).FirstOrDefault()
            ?? throw new FormatException($"--data {Data}: there is no {pattern}.");
    }
}
