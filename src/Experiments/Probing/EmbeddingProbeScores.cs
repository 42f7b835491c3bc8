namespace MsMclr.MLNet;

/// <summary>
/// What an embedding still tells of a clip, asked by <see cref="EmbeddingProbes"/>. Accuracies on test clips, fractions: 0.5 is chance.
/// </summary>
/// <param name="Mirror">Whether a clip is as recorded or its mirror image; null where the layout has no left and right.</param>
/// <param name="Time">Whether a clip runs forwards or backwards.</param>
/// <param name="Side">Which of two mirrored actions it is; null where there are no such actions.</param>
public sealed record EmbeddingProbeScores(double? Mirror, double? Time, double? Side);
