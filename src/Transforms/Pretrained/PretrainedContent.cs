using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Files;
using MsMclr.MLNet.Transforms.Models;

namespace MsMclr.MLNet.Transforms.Pretrained;

/// <summary>A folder that was found whole: its files belong to each other.</summary>
/// <param name="Info">What is known of it.</param>
/// <param name="Encoder">The encoder.</param>
/// <param name="Reference">What it gave when it was saved.</param>
internal sealed record PretrainedContent(SkeletonPretrainedInfo Info, EncoderDefinition Encoder, ModelReference Reference)
{
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FormatException">A file is missing or damaged, or the files are not of one encoder.</exception>
    public static PretrainedContent Read(string folder, string? sha256)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        try
        {
            var files = PretrainedFiles.Read(folder);
            if (sha256 is not null && !sha256.Equals(files.Sha256, StringComparison.OrdinalIgnoreCase))
                throw new FormatException($"its SHA-256 is {files.Sha256}, not the {sha256} that was asked for.");
            return Of(files);
        }
        catch (FormatException e)
        {
            throw new FormatException($"The folder '{folder}' cannot be loaded as an encoder: {e.Message}", e);
        }
    }

    public static SkeletonPretrainedInfo InfoOf(PretrainedFiles files, PretrainedConfig config)
        => new(config.Name, files.Sha256, config.EncoderSha256, config.Data, config.License, files.Hashes);

    private static PretrainedContent Of(PretrainedFiles files)
    {
        var config = PretrainedConfig.Read(files[PretrainedFiles.Config]);
        var encoder = EncoderOnnx.Read(files[PretrainedFiles.Encoder]);
        if (!SafetensorsReader.IsSafetensors(files[PretrainedFiles.Weights]))
            throw new FormatException($"'{PretrainedFiles.Weights}' does not begin as .safetensors do.");
        var weights = EncoderAssembly.Of(SafetensorsReader.Read(files[PretrainedFiles.Weights]), new EncoderLoadOptions());
        RequireSame(EncoderIdentity.Of(encoder), config, PretrainedFiles.Encoder);
        RequireSame(EncoderIdentity.Of(weights), config, PretrainedFiles.Weights);
        return new PretrainedContent(InfoOf(files, config), encoder, ReferenceOf(files));
    }

    private static void RequireSame(string identity, PretrainedConfig config, string file)
    {
        if (identity != config.EncoderSha256)
            throw new FormatException($"'{file}' holds another encoder than '{PretrainedFiles.Config}' tells ('encoder_sha256').");
    }

    private static ModelReference ReferenceOf(PretrainedFiles files)
    {
        try
        {
            return ModelReference.Read(files[PretrainedFiles.Reference]);
        }
        catch (FormatException e)
        {
            throw new FormatException($"'{PretrainedFiles.Reference}' holds no clip and its embedding.", e);
        }
    }
}
