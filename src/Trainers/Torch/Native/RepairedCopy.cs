using System.Security.Cryptography;

namespace MsMclr.MLNet;

/// <summary>A repaired library in the user's cache folder, keyed by content and verified before use.</summary>
internal static class RepairedCopy
{
    public static string Of(byte[] library, string fileName)
    {
        var cache = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        var folder = Path.Combine(cache.Length > 0 ? cache : Path.GetTempPath(), "MsMclr.MLNet", "native", Convert.ToHexStringLower(SHA256.HashData(library))[..16]);
        var path = Path.Combine(folder, fileName);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(library))
            return path;
        FileReplacement.Write(path, library);
        return path;
    }
}
