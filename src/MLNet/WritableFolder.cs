using Microsoft.ML;

namespace MsMclr.MLNet.Interop;

/// <summary>
/// A folder for temporary files. ML.NET unpacks models and ONNX graphs into one, and a container's file system is often read-only. Then the
/// system's memory file system is taken, or the user's own folder.
/// </summary>
internal static class WritableFolder
{
    /// <summary>The folders that are tried, in this order.</summary>
    public static IReadOnlyList<string> Candidates =>
    [
        Path.GetTempPath(),
        "/dev/shm",
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
    ];

    /// <summary>The first of some folders that a file can be written into; null where there is none.</summary>
    public static string? First(IEnumerable<string> folders) => folders.FirstOrDefault(IsWritable);

    /// <summary>Gives a context a folder that can be written, unless its own can.</summary>
    /// <exception cref="IOException">There is none; the message names those that were tried.</exception>
    public static void GiveTo(MLContext context) => GiveTo(context, Candidates);

    /// <summary>The same with other folders than the system's.</summary>
    public static void GiveTo(MLContext context, IReadOnlyList<string> candidates)
    {
        var own = context.TempFilePath is { Length: > 0 } chosen ? chosen : candidates[0];
        if (IsWritable(own))
            return;
        if (First(candidates) is not { } folder)
        {
            var tried = string.Join(", ", new[] { own }.Concat(candidates).Where(name => name.Length > 0).Distinct());
            throw new IOException(
                $"ML.NET needs a folder for temporary files, and none of these can be written: {tried}. Set the environment variable "
                + "TMPDIR, or MLContext.TempFilePath, to a folder that can (in a read-only container, mount a tmpfs at /tmp).");
        }

        context.TempFilePath = folder;
    }

    private static bool IsWritable(string folder)
    {
        if (!Directory.Exists(folder))
            return false;
        try
        {
            var path = Path.Combine(folder, Path.GetRandomFileName());
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            file.WriteByte(0);
            file.Flush(flushToDisk: false);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
