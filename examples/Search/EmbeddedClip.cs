namespace Search;

/// <summary>A clip as it goes into the database.</summary>
/// <param name="Name">What tells it apart from the others.</param>
/// <param name="Label">What is done in it; empty where nobody said.</param>
/// <param name="Features">The embedding, of length 1.</param>
internal sealed record EmbeddedClip(string Name, string Label, Half[] Features);
