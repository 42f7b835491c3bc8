namespace Search;

/// <summary>A clip that was found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Label">What is done in it; empty where nobody said.</param>
/// <param name="Similarity">The cosine of the angle between the two embeddings, at most 1.</param>
internal sealed record FoundClip(string Name, string Label, double Similarity);
