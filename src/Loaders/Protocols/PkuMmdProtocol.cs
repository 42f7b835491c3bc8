namespace MsMclr.MLNet;

/// <summary>The protocols of PKU-MMD, parts I and II.</summary>
/// <remarks>Liu et al., "PKU-MMD: a large scale benchmark for continuous multi-modal human action understanding", 2017.</remarks>
public static class PkuMmdProtocol
{
    /// <summary>Gets cross-view: the left and right cameras train, the middle one tests.</summary>
    public static SkeletonProtocol CrossView { get; } = SkeletonProtocol.ByCamera("PKU-MMD cross-view", [1, 3]);

    /// <summary>Reads a protocol from one of the data set's own lists, <c>cross-subject.txt</c> or <c>cross-view.txt</c>: a header line,
    /// a line
    /// of training
    /// recordings, a header line, a line of test recordings, separated by commas. Headers are passed over, misspelled or not.</summary>
    /// <param name="name">What reports call the protocol, for example "PKU-MMD I cross-subject".</param>
    /// <param name="path">The list.</param>
    /// <returns>The protocol; recordings that the list does not name belong to neither part.</returns>
    /// <exception cref="SkeletonFileException">The file cannot be read, or has not two lines of names.</exception>
    public static SkeletonProtocol FromList(string name, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        List<HashSet<string>> parts;
        try
        {
            parts = [.. File.ReadLines(path).Where(NamesRecordings).Take(3).Select(Names)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SkeletonFileException(path, 0, $"the list of recordings cannot be read: {e.Message}", e);
        }

        if (parts.Count != 2)
        {
            throw new SkeletonFileException(
                path,
                0,
                "two lines of recordings are expected, training and test, each after a header line that ends with a colon");
        }

        var train = new SkeletonSplit($"{name}/train", clip => parts[0].Contains(clip.Recording));
        var test = new SkeletonSplit($"{name}/test", clip => parts[1].Contains(clip.Recording));
        return new SkeletonProtocol(name, train, test);
    }

    /// <summary>Whether a line is neither blank nor a header; headers have a colon.</summary>
    private static bool NamesRecordings(string line)
        => !string.IsNullOrWhiteSpace(line) && !line.Contains(':', StringComparison.Ordinal);

    private static HashSet<string> Names(string line)
        => [.. line.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
