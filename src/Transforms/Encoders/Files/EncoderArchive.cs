using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using MsMclr.MLNet.Transforms.Encoders.Definition;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>
/// Finds the encoder inside a model that <c>mlContext.Model.Save</c> wrote: the ONNX graph that scores row by row there holds all that
/// scoring in batches needs.
/// </summary>
internal static class EncoderArchive
{
    private const string OnnxEntry = "OnnxModel";

    public static bool IsArchive(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8);

    public static EncoderDefinition Read(ZipArchive archive, long maxBytes)
    {
        EncoderDefinition? encoder = null;
        foreach (var entry in archive.Entries.Where(entry => entry.Name == OnnxEntry))
        {
            var model = ReadModel(entry, maxBytes);
            if (model is null || !EncoderOnnx.IsEncoder(model))
                continue;
            if (encoder is not null)
                throw new FormatException("The saved model holds several encoders; write the one you mean with SaveEncoder.");
            encoder = EncoderOnnx.Read(model);
        }

        if (encoder is null)
            throw new FormatException("The saved model holds no encoder of ours.");
        return encoder;
    }

    // A length and the graph, as ML.NET writes byte arrays. What an entry says of its size is not believed.
    private static byte[]? ReadModel(ZipArchiveEntry entry, long maxBytes)
    {
        if (entry.Length > maxBytes)
        {
            var size = $"{entry.Length:N0} bytes; an encoder has at most {maxBytes:N0}";
            throw new FormatException($"The saved model's entry '{entry.FullName}' has {size}.");
        }

        using var content = entry.Open();
        Span<byte> prefix = stackalloc byte[sizeof(int)];
        if (content.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        if (length < 0 || length > entry.Length)
            return null;
        var model = new byte[length];
        if (content.ReadAtLeast(model, length, throwOnEndOfStream: false) < length)
            return null;
        var checksum = new Crc32();
        checksum.Append(prefix);
        checksum.Append(model);
        checksum.Append(content);
        ArchiveChecksum.Require(entry, checksum.GetCurrentHashAsUInt32());
        return model;
    }
}
