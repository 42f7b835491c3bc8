using System.Security.Cryptography;

namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>What tells encoders apart: the SHA-256 of the file, as <c>sha256sum</c> shows it.</summary>
internal static class EncoderHash
{
    public static string Of(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
