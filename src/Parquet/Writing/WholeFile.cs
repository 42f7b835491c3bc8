namespace MsMclr.MLNet.Parquet.Writing;

/// <summary>
/// Writes a file beside its destination and then renames it. The temporary name begins with an underscore: DuckDB, pandas and Spark
/// read a folder while others write into it, and pass such files over.
/// </summary>
internal static class WholeFile
{
    private const string TemporaryExtension = ".tmp";

    /// <summary>Writes through a stream. The content is on the disk before the name is its own.</summary>
    public static T Write<T>(string path, Func<Stream, T> write)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full)!;
        var name = Path.GetFileName(full);
        Directory.CreateDirectory(folder);
        RemoveLeftovers(folder, name);
        var temporary = Path.Combine(folder, $"_{name}.{Path.GetRandomFileName()}{TemporaryExtension}");
        try
        {
            T result;
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                result = write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
            return result;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // What a killed process left. Who is still writing holds a lock.
    private static void RemoveLeftovers(string folder, string name)
    {
        foreach (var leftover in Directory.EnumerateFiles(folder, $"_{name}.*{TemporaryExtension}"))
        {
            try
            {
                new FileStream(leftover, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It is another's, or gone.
            }
        }
    }
}
