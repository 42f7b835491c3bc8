using System.Security.Cryptography;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Whitening;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>
/// What tells one encoder from another: the SHA-256 of its configuration and of the weights that its embedding needs, written as
/// <c>.safetensors</c>. It is the same whether the encoder was just trained, or read from a file of any format.
/// </summary>
internal static class EncoderIdentity
{
    public static string Of(EncoderDefinition encoder)
    {
        var needed = encoder.Architecture.Required.Select(parameter => parameter.Name).Concat(WhiteningWeights.Of(encoder.Whitening));
        return Convert.ToHexStringLower(SHA256.HashData(Weights(encoder, [.. needed], prefix: "")));
    }

    /// <summary>All of an encoder as <c>.safetensors</c>, each name behind a prefix.</summary>
    public static byte[] Weights(EncoderDefinition encoder, string prefix) => Weights(encoder, [.. encoder.Weights.Keys], prefix);

    private static byte[] Weights(EncoderDefinition encoder, List<string> names, string prefix)
    {
        var weights = names.Order(StringComparer.Ordinal).Select(name => (prefix + name, encoder.Weights[name])).ToList();
        return SafetensorsWriter.Write(EncoderMetadata.Of(encoder, names), weights);
    }
}
