using MsMclr.MLNet.Heads.Examples;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public sealed partial class ExampleBank
{
    /// <summary>
    /// Saves the examples, as <c>.safetensors</c>: embeddings, names and actions, and what tells the encoder. Clips are not in the file,
    /// and
    /// options neither. The file appears as a whole or not at all.
    /// </summary>
    /// <param name="path">Where to save; a file that is there is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var content = _state.Content;
        List<TaughtExample> examples = [.. content.Examples.Select(example => new TaughtExample(example.Name, example.Action))];
        float[] vectors = [.. content.Examples.SelectMany(example => example.Vector)];
        FileReplacement.Write(path, new BankFile(EncoderSha256, EmbeddingSize, examples, vectors).Write());
    }

    /// <summary>Loads a bank of clips.</summary>
    /// <param name="path">The file.</param>
    /// <param name="embedder">What embeds the clips: the encoder that the bank was taught with.</param>
    /// <param name="options">What can be chosen; null for the defaults. Their limits hold for the file too.</param>
    /// <returns>The bank.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is no bank, a damaged one, one of another encoder, or one above the limits.</exception>
    public static ExampleBank Load(string path, SkeletonEmbedder embedder, Options? options = null)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        return Read(path, embedder.Sha256, options, _ => new ExampleBank(embedder, options));
    }

    /// <summary>Loads a bank of embeddings.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoderSha256">What tells the encoder from others, 64 hexadecimal digits: that of the bank which was saved.</param>
    /// <param name="options">What can be chosen; null for the defaults. Their limits hold for the file too.</param>
    /// <returns>The bank.</returns>
    /// <exception cref="ArgumentException"><paramref name="encoderSha256"/> is no SHA-256.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is no bank, a damaged one, one of another encoder, or one above the limits.</exception>
    public static ExampleBank Load(string path, string encoderSha256, Options? options = null)
        => Read(path, encoderSha256, options, file => new ExampleBank(file.EmbeddingSize, encoderSha256, options));

    private static ExampleBank Read(string path, string encoder, Options? options, Func<BankFile, ExampleBank> make)
    {
        var file = BankFile.Read(path, (options ?? new Options()).Checked());
        if (!file.EncoderSha256.Equals(encoder, StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException(
                $"'{path}' was taught with another encoder (SHA-256 {file.EncoderSha256}) than the one that is given ({encoder}): their "
                + "embeddings cannot be compared. Load that encoder, or teach the examples anew.");
        }

        var bank = make(file);
        if (bank.EmbeddingSize != file.EmbeddingSize)
            throw new FormatException($"'{path}' has embeddings of {file.EmbeddingSize} numbers; the encoder gives {bank.EmbeddingSize}.");
        bank.Take(file);
        return bank;
    }

    private void Take(BankFile file)
    {
        var content = BankContent.Empty;
        for (var row = 0; row < file.Examples.Count; row++)
        {
            var vector = file.Vectors.AsSpan(row * EmbeddingSize, EmbeddingSize).ToArray();
            content = content.With(file.Examples[row].Name, file.Examples[row].Action, vector);
        }

        _state = new State(content, _options);
    }
}
