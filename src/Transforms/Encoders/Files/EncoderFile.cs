using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Archives;
using MsMclr.MLNet.Transforms.Encoders.Definition;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>Reads an encoder from disk, as one reads a stranger's file. Its content tells the format.</summary>
internal static class EncoderFile
{
    private const long MaxBytes = 1L << 30;

    public static EncoderDefinition Read(string path) => Read(path, new EncoderLoadOptions());

    /// <exception cref="FormatException">The file is no encoder, or a damaged one.</exception>
    public static EncoderDefinition Read(string path, EncoderLoadOptions options)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            const string Remedy = "write one with SkeletonEmbeddingTransformer.SaveEncoder";
            throw new FileNotFoundException($"There is no encoder at '{path}'; {Remedy}.", path);
        }

        if (FileKind.MayBeEndless(path))
            throw new FormatException($"'{path}' {FileKind.NotRegular}.");
        if (file.Length > MaxBytes)
            throw new FormatException($"'{path}' has {file.Length:N0} bytes; an encoder has at most {MaxBytes:N0}.");
        try
        {
            var encoder = options.Adjust(Read(File.ReadAllBytes(path), options));
            EncoderWeights.Check(encoder);
            return encoder;
        }
        catch (FormatException e)
        {
            throw new FormatException($"'{path}': {e.Message}", e);
        }
    }

    private static EncoderDefinition Read(byte[] content, EncoderLoadOptions options)
    {
        if (SafetensorsReader.IsSafetensors(content))
            return EncoderAssembly.Of(SafetensorsReader.Read(content), options);
        if (TorchArchive.IsLegacy(content))
            throw new FormatException("This is PyTorch's format from before version 1.6; load and save it again with a later one.");
        return ArchiveFile.IsArchive(content) ? ReadArchive(content, options) : EncoderOnnx.Read(content);
    }

    private static EncoderDefinition ReadArchive(byte[] content, EncoderLoadOptions options)
        => ArchiveFile.Read(content, archive =>
        {
            if (TorchArchive.IsTorchArchive(archive))
                return EncoderAssembly.Of(TorchArchive.Read(archive, content.Length), options);
            return EncoderArchive.Read(archive, MaxBytes);
        });
}
