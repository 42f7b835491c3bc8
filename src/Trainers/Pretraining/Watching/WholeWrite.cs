namespace MsMclr.MLNet.Trainers.Pretraining.Watching;

/// <summary>Adds to a file, all or nothing: on a full disk a part may fit, which readers would take for a damaged file.</summary>
internal static class WholeWrite
{
    /// <param name="file">The file, without a buffer of its own.</param>
    /// <param name="content">What to add at its end.</param>
    /// <exception cref="IOException">It cannot be written; the file is as it was.</exception>
    public static void Append(FileStream file, ReadOnlySpan<byte> content)
    {
        var before = file.Length;
        file.Position = before;
        try
        {
            file.Write(content);
            file.Flush();
        }
        catch
        {
            file.SetLength(before);
            throw;
        }
    }
}
