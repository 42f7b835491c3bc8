namespace MsMclr.MLNet;

/// <summary>A file is not what its format says: truncated, damaged, of another kind, or beyond a limit.</summary>
public sealed class SkeletonFileException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="file">The file's path or name.</param>
    /// <param name="line">The line the trouble is in, 1-based; 0 where lines mean nothing.</param>
    /// <param name="reason">What was found, what was expected, and what to do.</param>
    /// <param name="innerException">What caused it, if another exception did.</param>
    public SkeletonFileException(string file, long line, string reason, Exception? innerException = null)
        : base(line > 0 ? $"{file}, line {line}: {reason}" : $"{file}: {reason}", innerException)
    {
        File = file;
        Line = line;
        Reason = reason;
    }

    /// <summary>Gets the file's path or name.</summary>
    public string File { get; }

    /// <summary>Gets the line, 1-based; 0 where lines mean nothing.</summary>
    public long Line { get; }

    /// <summary>Gets what is wrong, without the place.</summary>
    public string Reason { get; }
}
