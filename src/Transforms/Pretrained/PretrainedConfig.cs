using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Preparation;

namespace MsMclr.MLNet.Transforms.Pretrained;

/// <summary>
/// <c>config.json</c>: what the encoder is, for programs that read no ONNX. Loading takes the encoder from <c>encoder.onnx</c> alone, and
/// here only what is said about it.
/// </summary>
/// <param name="Format">Which version of the folder it is.</param>
/// <param name="Name">What the encoder is called.</param>
/// <param name="EncoderSha256">What tells it from others.</param>
/// <param name="Data">What it was trained on.</param>
/// <param name="License">The licence of its weights.</param>
internal sealed record PretrainedConfig(int Format, string Name, string EncoderSha256, string? Data, string? License)
{
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public byte[] Write(EncoderDefinition encoder)
    {
        var shape = encoder.Shape;
        var preparation = encoder.Preparation is { } known ? JsonNode.Parse(PreparationText.Write(known)) : null;
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Format,
                Name,
                Architecture = "MsMCLR ST-GCN",
                EncoderSha256,
                Data,
                License,
                Layout = encoder.Layout.Name,
                encoder.Layout.Joints,
                Shape = new[] { shape.Channels, shape.Frames, shape.Joints, shape.Bodies },
                Stream = encoder.Stream.ToString(),
                encoder.HiddenChannels,
                encoder.FeatureSize,
                encoder.EmbeddingSize,
                Readout = encoder.Readout.ToString(),
                Whitening = encoder.Whitening.ToString(),
                Preparation = preparation,
            },
            Indented);
    }

    /// <exception cref="FormatException">The bytes are no configuration, or another version's.</exception>
    public static PretrainedConfig Read(byte[] content)
    {
        PretrainedConfig? config;
        try
        {
            config = JsonSerializer.Deserialize<PretrainedConfig>(content, Indented);
        }
        catch (JsonException e)
        {
            throw new FormatException($"'{PretrainedFiles.Config}' is damaged: {e.Message}", e);
        }

        if (config is not { Name: not null, EncoderSha256: not null })
            throw new FormatException($"'{PretrainedFiles.Config}' does not tell 'name' and 'encoder_sha256'.");
        if (config.Format != CurrentFormat)
        {
            throw new FormatException(
                $"'{PretrainedFiles.Config}' is of format {config.Format}, and this version reads {CurrentFormat}. Update the package.");
        }

        return config;
    }
}
