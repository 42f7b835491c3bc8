using System.Numerics.Tensors;
using MsMclr.MLNet.Heads.Examples;

namespace MsMclr.MLNet;

/// <summary>
/// Recognizes actions from one to ten examples each, without training: they are taught and forgotten while it is used. It says which
/// examples a clip is like, and refuses clips that are like none. Safe to use from many threads.
/// </summary>
/// <remarks>
/// <para>A clip is as much like an action as the mean of two cosines: to the action's nearest example, and to the mean of its examples.
/// The threshold is found from the examples: each is scored by the actions that are not its own, as a clip of an unknown action would be
/// (<see cref="Calibration"/>).</para>
/// <para>Whoever recognizes sees the bank as it was before a change or after it, and waits for no change. The
/// first to ask after a change finds the threshold, and others wait for that.</para>
/// </remarks>
/// <example><code>var bank = new ExampleBank(embedder);
/// bank.Teach("wave", clip);
/// var answer = bank.Recognize(another);        // answer.Action is null where it is unknown</code></example>
public sealed partial class ExampleBank
{
    private readonly Lock _teaching = new();
    private readonly Options _options;
    private readonly SkeletonEmbedder? _embedder;
    private volatile State _state;

    /// <summary>Makes an empty bank of clips. The caller keeps the embedder, and disposes it when the bank is used no more.</summary>
    /// <param name="embedder">What embeds the clips.</param>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ExampleBank(SkeletonEmbedder embedder, Options? options = null)
        : this(Required(embedder), embedder.EmbeddingSize, embedder.Sha256, options)
    {
    }

    /// <summary>Makes an empty bank of embeddings, for a program that has its own way from clips to them.</summary>
    /// <param name="embeddingSize">E, the length of an embedding, 1 to 1048576.</param>
    /// <param name="encoderSha256">What tells the encoder from others, as <see cref="SkeletonEmbedder.Sha256"/> does: 64 hexadecimal
    /// digits.</param>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    /// <exception cref="ArgumentException">A parameter is not what it should be.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter or an option is out of its range.</exception>
    public ExampleBank(int embeddingSize, string encoderSha256, Options? options = null)
        : this(null, embeddingSize, encoderSha256, options)
    {
    }

    private ExampleBank(SkeletonEmbedder? embedder, int embeddingSize, string encoderSha256, Options? options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(embeddingSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(embeddingSize, BankFile.LongestEmbedding);
        if (!BankFile.IsHash(encoderSha256))
        {
            const string Expected = "64 hexadecimal digits are expected, as SkeletonEmbedder.Sha256 gives them.";
            throw new ArgumentException(Expected, nameof(encoderSha256));
        }

        _embedder = embedder;
        _options = (options ?? new Options()).Checked();
        EmbeddingSize = embeddingSize;
        EncoderSha256 = encoderSha256.ToLowerInvariant();
        _state = new State(BankContent.Empty, _options);
    }

    /// <summary>Gets E, the length of an embedding.</summary>
    public int EmbeddingSize { get; }

    /// <summary>Gets what tells the encoder, whose embeddings the bank holds, from others.</summary>
    public string EncoderSha256 { get; }

    /// <summary>Gets the actions, in the order in which they were first taught.</summary>
    public IReadOnlyList<string> Actions => _state.Content.Actions;

    /// <summary>Gets the examples, in the order in which they were taught.</summary>
    public IReadOnlyList<TaughtExample> Examples
        => [.. _state.Content.Examples.Select(example => new TaughtExample(example.Name, example.Action))];

    /// <summary>Gets from which score on clips are accepted, and how that was found. It is computed when first asked for after a change.
    /// </summary>
    public ExampleCalibration Calibration => _state.Calibration;

    /// <summary>Teaches an example.</summary>
    /// <param name="action">What it is an example of.</param>
    /// <param name="clip">The recording. Its <see cref="SkeletonRecording.Name"/> is the example's, if it has one.</param>
    /// <returns>The example, whose name tells it from others: that of the clip, or the action and a number.</returns>
    /// <exception cref="ArgumentException">The action is no text of 1 to 200 letters, or the bank has an example of that name.</exception>
    /// <exception cref="InvalidOperationException">The bank holds embeddings, not clips; or it is full.</exception>
    /// <exception cref="SkeletonClipException">The clip is refused; the message says why.</exception>
    public TaughtExample Teach(string action, SkeletonRecording clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return TeachEmbedding(action, Embedder().Embed(clip), clip.Name);
    }

    /// <summary>Teaches an example.</summary>
    /// <param name="action">What it is an example of.</param>
    /// <param name="clip">The values, <c>[T, M, V, C]</c>.</param>
    /// <param name="name">What the example is called; null for the action and a number.</param>
    /// <returns>The example, whose name tells it from others.</returns>
    /// <exception cref="ArgumentException">The action is no text of 1 to 200 letters, or the bank has an example of that name.</exception>
    /// <exception cref="InvalidOperationException">The bank holds embeddings, not clips; or it is full.</exception>
    /// <exception cref="SkeletonClipException">The clip is refused; the message says why.</exception>
    public TaughtExample Teach(string action, float[,,,] clip, string? name = null)
        => TeachEmbedding(action, Embedder().Embed(clip), name);

    /// <summary>Teaches an example by its embedding.</summary>
    /// <param name="action">What it is an example of.</param>
    /// <param name="embedding">The embedding, <c>[E]</c>, of any length but 0.</param>
    /// <param name="name">What the example is called; null for the action and a number.</param>
    /// <returns>The example, whose name tells it from others.</returns>
    /// <exception cref="ArgumentException">The action is no text of 1 to 200 letters, the bank has an example of that name, or the
    /// embedding
    /// is of another size, not finite or zero.</exception>
    /// <exception cref="InvalidOperationException">The bank is full.</exception>
    public TaughtExample TeachEmbedding(string action, ReadOnlySpan<float> embedding, string? name = null)
    {
        BankRules.CheckAction(action);
        if (name is not null)
            BankRules.CheckName(name);
        var vector = Unit(embedding);
        lock (_teaching)
        {
            var content = _state.Content;
            BankRules.CheckRoom(content, action, _options);
            var known = name ?? BankRules.NewName(content, action);
            if (content.Examples.Any(example => example.Name == known))
                throw new ArgumentException($"The bank has an example '{known}' already. Forget it, or give another name.", nameof(name));
            _state = new State(content.With(known, action, vector), _options);
            return new TaughtExample(known, action);
        }
    }

    private static SkeletonEmbedder Required(SkeletonEmbedder embedder)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        return embedder;
    }

    private SkeletonEmbedder Embedder()
    {
        if (_embedder is null)
            throw new InvalidOperationException("The bank was made without an embedder; teach and recognize embeddings, not clips.");
        return _embedder;
    }

    private float[] Unit(ReadOnlySpan<float> embedding)
    {
        if (embedding.Length != EmbeddingSize)
        {
            var found = $"The embedding has {embedding.Length} numbers; the bank's have {EmbeddingSize}.";
            throw new ArgumentException(found, nameof(embedding));
        }

        var vector = embedding.ToArray();
        var norm = TensorPrimitives.Norm<float>(vector);
        if (!float.IsFinite(norm) || norm == 0)
        {
            const string None = "The embedding has no direction: it is zero, or holds numbers that are not finite.";
            throw new ArgumentException(None, nameof(embedding));
        }

        TensorPrimitives.Divide(vector, norm, vector);
        return vector;
    }

    // What is known at a time, with the threshold once somebody has asked for it.
    private sealed class State(BankContent content, Options options)
    {
        private readonly Lazy<ExampleCalibration> _calibration = new(() => BankThreshold.Of(content, options));

        public BankContent Content => content;

        public ExampleCalibration Calibration => _calibration.Value;
    }
}
