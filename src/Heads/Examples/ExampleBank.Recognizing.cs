using MsMclr.MLNet.Heads.Examples;

namespace MsMclr.MLNet;

public sealed partial class ExampleBank
{
    /// <summary>Says which action a clip is of.</summary>
    /// <param name="clip">The recording.</param>
    /// <returns>The answer. Its action is null where the clip is of none that the bank knows.</returns>
    /// <exception cref="InvalidOperationException">The bank is empty, or it holds embeddings, not clips.</exception>
    /// <exception cref="SkeletonClipException">The clip is refused; the message says why.</exception>
    public ExampleAnswer Recognize(SkeletonRecording clip) => RecognizeEmbedding(Embedder().Embed(clip));

    /// <summary>Says which action a clip is of.</summary>
    /// <param name="clip">The values, <c>[T, M, V, C]</c>.</param>
    /// <returns>The answer. Its action is null where the clip is of none that the bank knows.</returns>
    /// <exception cref="InvalidOperationException">The bank is empty, or it holds embeddings, not clips.</exception>
    /// <exception cref="SkeletonClipException">The clip is refused; the message says why.</exception>
    public ExampleAnswer Recognize(float[,,,] clip) => RecognizeEmbedding(Embedder().Embed(clip));

    /// <summary>Says which action a clip with this embedding is of.</summary>
    /// <param name="embedding">The embedding, <c>[E]</c>, of any length but 0.</param>
    /// <returns>The answer. Its action is null where the clip is of none that the bank knows.</returns>
    /// <exception cref="ArgumentException">The embedding is of another size, not finite or zero.</exception>
    /// <exception cref="InvalidOperationException">The bank is empty.</exception>
    public ExampleAnswer RecognizeEmbedding(ReadOnlySpan<float> embedding)
    {
        var vector = Unit(embedding);
        var state = _state;
        if (state.Content.Examples.IsEmpty)
            throw new InvalidOperationException("The bank holds no example. Teach one first.");
        return BankAnswer.Of(state.Content, vector, state.Calibration.Threshold, _options.NearestCount);
    }
}
