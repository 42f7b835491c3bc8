using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using MsMclr.MLNet.Transforms.Encoders.Network;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>Finds the encoder inside a model that <c>mlContext.Model.Save</c> wrote: the ONNX graph that scores row by row there holds all that scoring in batches needs.</summary>
internal static class EncoderArchive
{
    private const string OnnxEntry = "OnnxModel";

    public static bool IsArchive(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8);

    public static EncoderDefinition Read(ZipArchive archive, long maxBytes)
    {
        EncoderDefinition? encoder = null;
        foreach (var entry in archive.Entries.Where(entry => entry.Name == OnnxEntry))
        {
            if (Model(entry, maxBytes) is not { } model || !EncoderOnnx.IsEncoder(model))
                continue;
            if (encoder is not null)
                throw new FormatException("The saved model holds several encoders; write the one you mean with SaveEncoder.");
            encoder = EncoderOnnx.Read(model);
        }

        return encoder ?? throw new FormatException("The saved model holds no encoder of ours.");
    }

    // A length and the graph, as ML.NET writes byte arrays. What an entry says of its size is not believed.
    private static byte[]? Model(ZipArchiveEntry entry, long maxBytes)
    {
        if (entry.Length > maxBytes)
            throw new FormatException($"The saved model's entry '{entry.FullName}' has {entry.Length:N0} bytes; an encoder has at most {maxBytes:N0}.");
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
        var rest = new byte[1 << 12];
        for (int read; (read = content.Read(rest)) > 0;)
            checksum.Append(rest.AsSpan(0, read));
        ArchiveChecksum.Require(entry, checksum.GetCurrentHashAsUInt32());
        return model;
    }
}
