namespace MsMclr.MLNet;

/// <summary>Writes a file beside its destination and then renames it, so that nobody ever sees half of it.</summary>
internal static class FileReplacement
{
    public static void Write(string path, byte[] content)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var temporary = $"{full}.{Path.GetRandomFileName()}.tmp";
        try
        {
#pragma warning disable RS0030 // This is where the others are sent.
            File.WriteAllBytes(temporary, content);
#pragma warning restore RS0030
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
