using MsMclr.MLNet.Transforms.Encoders.Definition;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>Whitens an encoder with clips that it scores.</summary>
internal static class EncoderWhitening
{
    private const int ClipsTogether = 64;

    /// <summary>Copies the next clip <c>[C, T, V, M]</c>; false after the last.</summary>
    public delegate bool NextClip(Span<float> clip);

    /// <exception cref="InvalidOperationException">No clip has a body, or all have the same embedding.</exception>
    public static EncoderDefinition Learn(
        EncoderDefinition encoder,
        EmbeddingWhitening whitening,
        Func<EncoderDefinition, EncoderSession> open,
        NextClip next)
    {
        if (whitening == EmbeddingWhitening.None)
            return encoder.Unwhitened();
        var fit = new WhiteningFit(encoder, whitening);
        using var session = open(fit.Plain);
        var length = encoder.Shape.Length;
        var clips = new float[ClipsTogether * length];
        int count;
        do
        {
            count = 0;
            while (count < ClipsTogether && next(clips.AsSpan(count * length, length)))
                count++;
            using var rows = session.Score(clips.AsSpan(0, count * length));
            for (var row = 0; row < rows.Count; row++)
                fit.Add(rows.Features.AsSpan(row * session.EmbeddingSize, session.EmbeddingSize));
        }
        while (count == ClipsTogether);
        return fit.Finish();
    }
}
