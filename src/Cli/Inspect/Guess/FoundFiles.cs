using System.Globalization;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Cli.Inspect.Guess;

/// <summary>The files at a path, those in folders below it too.</summary>
internal sealed class FoundFiles
{
    private const int HeadBytes = 1 << 16;

    private FoundFiles(string root, string[] paths)
    {
        Root = root;
        Paths = paths;
    }

    /// <summary>The folder that was looked into.</summary>
    public string Root { get; }

    /// <summary>All files, in ordinal order.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Whether each file is in a folder of its kind: right below the root, and not all in one.</summary>
    public bool AreInFoldersOfTheirKind
    {
        get
        {
            var folders = Paths.Select(path => Path.GetDirectoryName(Path.GetRelativePath(Root, path)) ?? "").ToHashSet();
            return folders.Count > 1 && folders.All(folder => folder.Length > 0 && !folder.Contains(Path.DirectorySeparatorChar));
        }
    }

    /// <summary>How many files have which extension, most first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Extensions =>
    [
        .. Paths.CountBy(path => Path.GetExtension(path).ToLower(CultureInfo.InvariantCulture))
            .OrderByDescending(count => count.Value)
            .Select(count => KeyValuePair.Create(count.Key.Length == 0 ? "no extension" : count.Key, count.Value)),
    ];

    /// <summary>Looks into a folder, or takes a file alone. Pipes, sockets and devices are passed over: they may have no end.</summary>
    public static FoundFiles At(string path)
    {
        if (File.Exists(path))
            return new FoundFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, [path]);
        // A link may lead to a folder above it.
        var all = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        all.AttributesToSkip |= FileAttributes.ReparsePoint;
        string[] files = [.. Directory.EnumerateFiles(path, "*", all).Where(file => !FileKind.MayBeEndless(file))];
        Array.Sort(files, StringComparer.Ordinal);
        return new FoundFiles(path, files);
    }

    /// <summary>Those that a rule takes.</summary>
    public FoundFiles Where(Func<string, bool> takes) => new(Root, [.. Paths.Where(takes)]);

    /// <summary>Some of them, evenly spread.</summary>
    public IEnumerable<string> Sample(int count)
    {
        var some = Math.Min(count, Paths.Count);
        return Enumerable.Range(0, some).Select(i => Paths[(int)((long)i * Paths.Count / some)]);
    }

    /// <summary>How a file begins, bytes as letters; empty where it cannot be read.</summary>
    public static string Head(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var bytes = new byte[HeadBytes];
            return System.Text.Encoding.Latin1.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
