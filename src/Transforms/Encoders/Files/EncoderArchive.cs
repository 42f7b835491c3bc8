using System.Buffers.Binary;
using System.IO.Compression;
using MsMclr.MLNet.Transforms.Archives;
using MsMclr.MLNet.Transforms.Encoders.Definition;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>
/// Finds the encoder inside a model that <c>mlContext.Model.Save</c> wrote: the ONNX graph that scores row by row there holds all that
/// scoring in batches needs.
/// </summary>
internal static class EncoderArchive
{
    private const string OnnxEntry = "OnnxModel";

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

    // A length and the graph, as ML.NET writes byte arrays.
    private static byte[]? ReadModel(ZipArchiveEntry entry, long maxBytes)
    {
        var content = ArchiveEntry.Read(entry, maxBytes);
        if (content.Length < sizeof(int))
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(content);
        if (length < 0 || length > content.Length - sizeof(int))
            return null;
        return content.AsSpan(sizeof(int), length).ToArray();
    }
}
