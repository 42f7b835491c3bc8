using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Transforms.Pretrained;

/// <summary>Writes the folder beside its place and then renames it, so that nobody ever sees half of it.</summary>
internal static class PretrainedFolder
{
    /// <exception cref="IOException">The folder is there and may not be replaced, or cannot be written.</exception>
    public static void Write(string folder, PretrainedFiles files, bool replace)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        CheckPlace(full, replace);
        var temporary = $"{full}.{Path.GetRandomFileName()}{FileReplacement.TemporaryExtension}";
        Directory.CreateDirectory(temporary);
        try
        {
            foreach (var (name, content) in files.All)
                FileReplacement.Write(Path.Combine(temporary, name), content);
            Take(full, temporary);
        }
        catch
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    private static void CheckPlace(string full, bool replace)
    {
        if (File.Exists(full))
            throw new IOException($"'{full}' is a file; name a folder.");
        if (!Directory.Exists(full) || !Directory.EnumerateFileSystemEntries(full).Any())
            return;
        if (!IsOurs(full))
            throw new IOException($"The folder '{full}' holds something other than a saved encoder. Name another one.");
        if (!replace)
            throw new IOException($"The folder '{full}' holds a saved encoder. Set Replace, or name another one.");
    }

    // Other models have files of these names too.
    private static bool IsOurs(string full)
    {
        if (!PretrainedFiles.AreIn(full))
            return false;
        try
        {
            return PretrainedConfig.Read(File.ReadAllBytes(Path.Combine(full, PretrainedFiles.Config))).Format > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // A folder cannot take the place of another one at once: for a moment there is none, and never half of one.
    private static void Take(string full, string temporary)
    {
        if (!Directory.Exists(full))
        {
            Directory.Move(temporary, full);
            return;
        }

        var old = $"{full}.{Path.GetRandomFileName()}.old";
        Directory.Move(full, old);
        try
        {
            Directory.Move(temporary, full);
        }
        catch
        {
            Directory.Move(old, full);
            throw;
        }

        Directory.Delete(old, recursive: true);
    }
}
