namespace MsMclr.MLNet;

/// <summary>Reads an encoder from disk, as one reads a stranger's file.</summary>
internal static class EncoderFile
{
    private const long MaxBytes = 1L << 30;

    public static EncoderDefinition Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new FileNotFoundException($"There is no encoder at '{path}'; write one with SkeletonEmbeddingTransformer.SaveEncoder.", path);
        if (file.Length > MaxBytes)
            throw new FormatException($"'{path}' has {file.Length:N0} bytes; an encoder has at most {MaxBytes:N0}.");
        try
        {
            var content = File.ReadAllBytes(path);
            return EncoderArchive.IsArchive(content) ? EncoderArchive.Read(content, MaxBytes) : EncoderOnnx.Read(content);
        }
        catch (FormatException e)
        {
            throw new FormatException($"'{path}': {e.Message}", e);
        }
    }
}
