using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;

namespace MsMclr.MLNet.Transforms.Models;

/// <summary>
/// What tells one model from another: the SHA-256 of the names and the content of the entries that it is saved as. Times, which archives
/// have too, do not count, and neither does the schema that stands beside the model.
/// </summary>
internal static class ModelIdentity
{
    private const string Chain = "TransformerChain";

    public static string Of(MLContext mlContext, ITransformer model, DataViewSchema schema)
    {
        using var content = new MemoryStream();
        mlContext.Model.Save(model, schema, content);
        using var archive = new ZipArchive(content, ZipArchiveMode.Read);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.Contains(Chain)).OrderBy(Name, StringComparer.Ordinal))
        {
            using var stream = entry.Open();
            hash.AppendData(Encoding.UTF8.GetBytes($"{Name(entry)}\n{entry.Length}\n"));
            hash.AppendData(ReadAll(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Windows writes the other slash.
    private static string Name(ZipArchiveEntry entry) => entry.FullName.Replace('\\', '/');

    private static byte[] ReadAll(Stream stream)
    {
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
