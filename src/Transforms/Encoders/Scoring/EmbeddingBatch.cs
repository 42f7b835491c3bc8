using MsMclr.MLNet.Transforms.Encoders.Definition;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>How a cursor scores: what with, and how many clips at once.</summary>
/// <param name="Encoder">The encoder.</param>
/// <param name="Session">Its session, opened when first used.</param>
/// <param name="Size">Clips at once.</param>
/// <param name="Canceled">Whether the context was told to stop.</param>
internal sealed record EmbeddingBatch(EncoderDefinition Encoder, Func<EncoderSession> Session, int Size, Func<bool> Canceled);
