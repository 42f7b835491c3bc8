namespace MsMclr.MLNet;

/// <summary>The known formats.</summary>
public static partial class SkeletonFormat
{
    /// <summary>NTU RGB+D and NTU RGB+D 120 <c>.skeleton</c> text: Kinect v2, 25 joints, two bodies, 120 actions, everything else in the file's name.</summary>
    public static ISkeletonFormat NtuRgbd { get; } = new NtuFormat();

    /// <summary>Northwestern-UCLA JSON: Kinect v1, 20 joints, one body, ten actions.</summary>
    public static ISkeletonFormat NwUcla { get; } = new NwUclaFormat();

    /// <summary>PKU-MMD text: Kinect v2, 25 joints, two bodies, long recordings that a second file with labelled intervals cuts into clips.</summary>
    /// <param name="labelsFolder">Where the label files are, named like the recordings (<c>.txt</c> or <c>.label.txt</c>). Null: each recording is one clip without a label.</param>
    /// <returns>The format. Clips are named <c>recording_001</c> and so on; cameras L, M, R are 1, 2, 3. Use <see cref="PkuMmdProtocol"/> for splits.</returns>
    public static ISkeletonFormat PkuMmd(string? labelsFolder = null) => new PkuMmdFormat(labelsFolder);

    /// <summary>CSV with a header: a row a body and frame (wide), or a row a joint (long), several clips in a file or one.</summary>
    /// <param name="options">Which column means what.</param>
    /// <returns>The format.</returns>
    /// <exception cref="ArgumentException">No layout is given, or options contradict each other.</exception>
    public static ISkeletonFormat Csv(CsvSkeletonOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CsvSkeletonFormat(options);
    }

    /// <summary>Reads a CSV file once to collect its actions, for <see cref="CsvSkeletonOptions.Actions"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labelColumn">The column of the actions, case-insensitive.</param>
    /// <param name="delimiter">What separates fields.</param>
    /// <returns>The names in ordinal order; numbers from 1 to the largest where all are whole numbers.</returns>
    /// <exception cref="SkeletonFileException">The file is no CSV, has no such column, or more than 10,000 different values in it.</exception>
    public static IReadOnlyList<string> ScanCsvActions(string path, string labelColumn, char delimiter = ',')
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentException.ThrowIfNullOrWhiteSpace(labelColumn);
        return CsvActions.Scan(path, labelColumn, delimiter);
    }
}
