namespace MsMclr.MLNet;

/// <summary>An example that a clip was compared with.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Action">What it is an example of.</param>
/// <param name="Similarity">How alike the two are: the cosine of the angle between their embeddings, -1 to 1.</param>
public sealed record NearestExample(string Name, string Action, float Similarity);
