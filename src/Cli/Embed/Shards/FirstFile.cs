using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>Writes a file whole, unless another process was first.</summary>
internal static class FirstFile
{
    public static void Write(string path, byte[] content)
    {
        var own = $"{path}.{Path.GetRandomFileName()}{FileReplacement.TemporaryExtension}";
        FileReplacement.Write(own, content);
        try
        {
            File.Move(own, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(own);
        }
    }
}
