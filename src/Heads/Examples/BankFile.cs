using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Encoders.Files;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.Examples;

/// <summary>
/// The file of a bank: <c>.safetensors</c> with one tensor, <c>embeddings</c> <c>[N, E]</c>, each row of length 1. The metadata has names
/// and
/// actions as JSON, the encoder's SHA-256, and one of all of it, which tells damage. A file is read as a stranger's.
/// </summary>
/// <param name="EncoderSha256">What tells the encoder from others.</param>
/// <param name="EmbeddingSize">E.</param>
/// <param name="Examples">Names and actions, in the order of the rows.</param>
/// <param name="Vectors">The rows.</param>
internal sealed record BankFile(string EncoderSha256, int EmbeddingSize, List<TaughtExample> Examples, float[] Vectors)
{
    public const int LongestEmbedding = 1 << 20;

    private const string Tensor = "embeddings";
    private const string Prefix = "msmclr.examples.";
    private const string FormatKey = Prefix + "format";
    private const string EncoderKey = Prefix + "encoder_sha256";
    private const string ListKey = Prefix + "list";
    private const string HashKey = Prefix + "sha256";
    private const string Format = "1";
    private const long MostBytes = 1L << 30;
    private const float LengthTolerance = 1e-3f;

    /// <summary>Whether a text is a SHA-256.</summary>
    public static bool IsHash(string? text) => text?.Length == 64 && text.All(char.IsAsciiHexDigit);

    public byte[] Write()
    {
        var list = JsonSerializer.Serialize(Examples);
        var metadata = new Dictionary<string, string>
        {
            [FormatKey] = Format,
            [EncoderKey] = EncoderSha256,
            [ListKey] = list,
            [HashKey] = Digits(EncoderSha256, list, Vectors),
        };
        return SafetensorsWriter.Write(metadata, [(Tensor, new EncoderTensor([Examples.Count, EmbeddingSize], Vectors))]);
    }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">It is no bank, a damaged one, or one that the options refuse.</exception>
    public static BankFile Read(string path, ExampleBank.Options options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new FileNotFoundException($"There is no bank of examples at '{path}'; write one with ExampleBank.Save.", path);
        try
        {
            if (FileKind.MayBeEndless(path))
                throw new FormatException($"it {FileKind.NotRegular}.");
            if (file.Length > MostBytes)
                throw new FormatException($"it has {file.Length:N0} bytes; at most {MostBytes:N0} are expected.");
            return Read(File.ReadAllBytes(path), options);
        }
        catch (FormatException e)
        {
            throw new FormatException($"'{path}' cannot be loaded as a bank of examples: {e.Message}", e);
        }
    }

    private static BankFile Read(byte[] content, ExampleBank.Options options)
    {
        if (!SafetensorsReader.IsSafetensors(content))
            throw new FormatException("it does not begin as .safetensors do.");
        var file = SafetensorsReader.Read(content);
        var format = file.Metadata.GetValueOrDefault(FormatKey);
        if (format is null)
            throw new FormatException($"it has no '{FormatKey}'.");
        if (format != Format)
            throw new FormatException($"it is of format '{format}', and this version reads '{Format}'. Update the package.");
        var encoder = file.Metadata.GetValueOrDefault(EncoderKey);
        var list = file.Metadata.GetValueOrDefault(ListKey);
        if (!IsHash(encoder) || list is null)
            throw new FormatException($"'{EncoderKey}' or '{ListKey}' is missing or damaged.");
        if (file.Tensors.Count != 1 || !file.Tensors.TryGetValue(Tensor, out var tensor) || tensor.Shape is not [var count, var size])
            throw new FormatException($"one tensor '{Tensor}' of two dimensions is expected.");
        if (size is < 1 or > LongestEmbedding || count > options.MaxExamples)
        {
            throw new FormatException(
                $"it has {count:N0} embeddings of {size:N0} numbers; at most {options.MaxExamples:N0} (MaxExamples) of 1 to "
                + $"{LongestEmbedding:N0} are allowed.");
        }

        var vectors = tensor.Read();
        if (file.Metadata.GetValueOrDefault(HashKey) != Digits(encoder!, list, vectors))
            throw new FormatException("it is damaged: its SHA-256 is not the one that it was saved with.");
        var bank = new BankFile(encoder!, (int)size, ExamplesOf(list, count), vectors);
        bank.Check(options);
        return bank;
    }

    private static List<TaughtExample> ExamplesOf(string list, long count)
    {
        List<TaughtExample?>? examples;
        try
        {
            examples = JsonSerializer.Deserialize<List<TaughtExample?>>(list);
        }
        catch (JsonException e)
        {
            throw new FormatException($"its list of examples is damaged: {e.Message}", e);
        }

        if (examples?.Count != count || examples.Any(example => !BankRules.IsName(example?.Name) || !BankRules.IsAction(example?.Action)))
            throw new FormatException($"its list of examples is damaged: {count} names and actions are expected.");
        return examples!;
    }

    private void Check(ExampleBank.Options options)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (Examples.FirstOrDefault(example => !names.Add(example.Name)) is { } twice)
            throw new FormatException($"it has two examples '{twice.Name}'.");
        var largest = Examples.CountBy(example => example.Action).DefaultIfEmpty().MaxBy(action => action.Value);
        if (largest.Value > options.MaxExamplesPerAction)
        {
            throw new FormatException(
                $"it has {largest.Value} examples of '{largest.Key}'; at most {options.MaxExamplesPerAction} are allowed "
                + "(MaxExamplesPerAction).");
        }

        for (var row = 0; row < Examples.Count; row++)
        {
            var length = TensorPrimitives.Norm<float>(Vectors.AsSpan(row * EmbeddingSize, EmbeddingSize));
            if (!(Math.Abs(length - 1) <= LengthTolerance))
                throw new FormatException($"the embedding of '{Examples[row].Name}' is not of length 1.");
        }
    }

    private static string Digits(string encoder, string list, float[] vectors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{encoder}\n{list}\n"));
        hash.AppendData(MemoryMarshal.AsBytes(vectors.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
