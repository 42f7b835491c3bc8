namespace MsMclr.MLNet.Cli.Serve;

/// <summary>How much of an answer a client wants.</summary>
/// <param name="Top">How many actions.</param>
/// <param name="Neighbors">How many neighbors.</param>
/// <param name="Clip">Whether the clip comes back as it was read.</param>
internal sealed record AnswerChoice(int Top, int Neighbors, bool Clip);
